"""What is wrong in a data set (数据纠错): which fields and rows, what stands there, and what proves it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Problem(models.TextChoices):
    WRONG = "wrong", _("数值或者内容错误")
    MISSING = "missing", _("数据缺失")
    DOUBLE = "double", _("重复记录")
    OUTDATED = "outdated", _("没有按期更新")
    DESCRIPTION = "description", _("字段说明与数据不符")
    OTHER = "other", _("其他")


def stored_name(instance: models.Model, filename: str) -> str:
    """A random name: nothing of what the person typed reaches the file system."""
    return f"feedback/{uuid.uuid4().hex}"


class Correction(models.Model):
    """The report itself, as it was handed in. `snapshot` is the newest one of that moment; `file` proves what is said,
    with `name`, `size`, `sha256` and `content_type` as it was examined, and is empty where nothing was added."""

    matter = models.OneToOneField(
        "feedback.Matter", on_delete=models.PROTECT, primary_key=True, related_name="correction", verbose_name=_("事项")
    )
    problem = models.CharField(_("问题类型"), max_length=12, choices=Problem.choices)
    fields = models.JSONField(_("涉及的字段"), default=list)
    rows = models.CharField(_("涉及的记录"), max_length=300, blank=True)
    wrong = models.TextField(_("错误情况"), max_length=2000)
    right = models.TextField(_("正确的内容及依据"), max_length=2000, blank=True)
    snapshot = models.ForeignKey(
        "delivery.Snapshot", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("所见快照")
    )
    file = models.FileField(_("证明材料"), upload_to=stored_name, blank=True)
    name = models.CharField(_("文件名"), max_length=200, blank=True)
    size = models.PositiveBigIntegerField(_("大小（字节）"), default=0)
    sha256 = models.CharField(_("摘要"), max_length=64, blank=True)
    content_type = models.CharField(_("类型"), max_length=120, blank=True)
    # A correction is disputed once.
    disputed_at = models.DateTimeField(_("提出异议时间"), null=True)

    class Meta:
        verbose_name = _("数据纠错")
        verbose_name_plural = _("数据纠错")
        constraints = [
            models.CheckConstraint(condition=~Q(wrong=""), name="a_correction_says_what_is_wrong"),
            models.CheckConstraint(condition=Q(file="") | Q(size__gt=0), name="evidence_is_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.problem}"
