"""What can be applied for: a data set of the catalogue, and its fields."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .application import ApplicantKind


class Openness(models.TextChoices):
    UNCONDITIONAL = "unconditional", _("无条件开放")
    CONDITIONAL = "conditional", _("有条件开放")
    CLOSED = "closed", pgettext_lazy("openness", "不予开放")


class Grade(models.TextChoices):
    """Levels of data after GB/T 43697-2024; their mapping to openness is the installation's business."""

    GENERAL_1 = "general_1", _("一般数据 1 级")
    GENERAL_2 = "general_2", _("一般数据 2 级")
    GENERAL_3 = "general_3", _("一般数据 3 级")
    GENERAL_4 = "general_4", _("一般数据 4 级")
    IMPORTANT = "important", _("重要数据")
    CORE = "core", _("核心数据")


class DeliveryMode(models.TextChoices):
    DOWNLOAD = "download", _("数据下载")
    API = "api", _("接口访问")
    SANDBOX = "sandbox", _("数据沙箱")


class UpdateFrequency(models.TextChoices):
    REAL_TIME = "real_time", _("实时")
    DAILY = "daily", _("每日")
    WEEKLY = "weekly", _("每周")
    MONTHLY = "monthly", _("每月")
    QUARTERLY = "quarterly", _("每季度")
    YEARLY = "yearly", _("每年")
    ON_CHANGE = "on_change", _("按需更新")


class Dataset(models.Model):
    """A data set as the catalogue (公共数据资源目录) lists it."""

    code = models.CharField(_("编号"), max_length=40, unique=True)
    title = models.CharField(_("名称"), max_length=120)
    description = models.TextField(_("简介"), blank=True)
    domain = models.CharField(_("领域"), max_length=40)
    provider = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="datasets", verbose_name=_("数据提供单位")
    )
    openness = models.CharField(_("开放类型"), max_length=20, choices=Openness.choices)
    grade = models.CharField(_("数据级别"), max_length=20, choices=Grade.choices, blank=True)
    conditions = models.TextField(_("开放条件"), blank=True)
    applicant_kinds = models.JSONField(_("可申请主体"), default=list, blank=True)
    delivery_modes = models.JSONField(_("提供方式"), default=list, blank=True)
    update_frequency = models.CharField(_("更新频率"), max_length=20, choices=UpdateFrequency.choices, blank=True)
    fast_track = models.BooleanField(_("免申即用"), default=False)
    source = models.CharField(_("来源"), max_length=200, blank=True)
    demonstration = models.CharField(_("示例内容说明"), max_length=200, blank=True)
    data_file = models.FileField(_("数据文件"), upload_to="datasets/", blank=True)
    row_count = models.PositiveIntegerField(_("数据行数"), default=0)
    # Whether a check-list of its own was ever put in force: most data sets have none, and are not asked for it.
    has_checklist = models.BooleanField(_("另有核对清单"), default=False, editable=False)
    updated_on = models.DateField(_("更新日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("数据集")
        verbose_name_plural = _("数据集")
        ordering = ["code"]
        indexes = [models.Index(fields=["openness", "domain"], name="dataset_by_openness_and_domain")]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="a_dataset_has_a_title"),
            models.CheckConstraint(
                condition=Q(fast_track=False) | Q(openness="conditional"), name="fast_track_is_for_conditional_data"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def can_be_applied_for(self) -> bool:
        """Only conditionally open data needs, and takes, an application."""
        return self.openness == Openness.CONDITIONAL

    def applicant_kind_labels(self) -> list[str]:
        return [str(ApplicantKind(kind).label) for kind in self.applicant_kinds]

    def delivery_mode_labels(self) -> list[str]:
        return [str(DeliveryMode(mode).label) for mode in self.delivery_modes]


class DatasetField(models.Model):
    """One column of a data set."""

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="fields", verbose_name=_("数据集"))
    position = models.PositiveSmallIntegerField(_("顺序"))
    name = models.CharField(_("字段名"), max_length=60)
    title = models.CharField(_("中文名"), max_length=60)
    type = models.CharField(_("类型"), max_length=20)
    description = models.CharField(_("说明"), max_length=200, blank=True)
    is_sensitive = models.BooleanField(_("敏感字段"), default=False)

    class Meta:
        verbose_name = _("字段")
        verbose_name_plural = _("字段")
        ordering = ["dataset", "position"]
        constraints = [
            models.UniqueConstraint(fields=["dataset", "name"], name="field_name_once_per_dataset"),
            models.UniqueConstraint(fields=["dataset", "position"], name="field_position_once_per_dataset"),
        ]

    def __str__(self) -> str:
        return self.title


class DatasetTag(models.Model):
    """A word under which people look for a data set, beside its title."""

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="tags", verbose_name=_("数据集"))
    name = models.CharField(_("标签"), max_length=20)

    class Meta:
        verbose_name = _("标签")
        verbose_name_plural = _("标签")
        ordering = ["dataset", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["dataset", "name"], name="tag_once_per_dataset"),
            models.CheckConstraint(condition=~Q(name=""), name="a_tag_is_not_empty"),
        ]
        indexes = [models.Index(fields=["name"], name="tag_by_name")]

    def __str__(self) -> str:
        return self.name
