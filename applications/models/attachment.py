"""A document the applicant handed in. Stored outside the web root, served only through access rules."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class AttachmentKind(models.TextChoices):
    USE_CASE_STATEMENT = "use_case_statement", _("应用场景说明")
    SECURITY_COMMITMENT = "security_commitment", _("安全承诺书")
    CREDENTIAL = "credential", _("主体资格证明")
    OTHER = "other", _("其他材料")


def stored_name(instance: "Attachment", filename: str) -> str:
    """A random name: nothing of what the user typed reaches the file system."""
    return f"attachments/{instance.application_id}/{uuid.uuid4().hex}"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def current(self) -> "AttachmentQuerySet":
        """Those that count: not replaced, not removed."""
        return self.filter(removed_at__isnull=True)


class Attachment(models.Model):
    """One uploaded file; a removed one stays on record."""

    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="attachments", verbose_name=_("申请")
    )
    kind = models.CharField(_("材料类别"), max_length=24, choices=AttachmentKind.choices)
    file = models.FileField(_("文件"), upload_to=stored_name)
    name = models.CharField(_("文件名"), max_length=200)
    size = models.PositiveBigIntegerField(_("大小（字节）"))
    sha256 = models.CharField(_("摘要"), max_length=64)
    content_type = models.CharField(_("类型"), max_length=120)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("上传人")
    )
    uploaded_at = models.DateTimeField(_("上传时间"))
    removed_at = models.DateTimeField(_("移除时间"), null=True, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("申请材料")
        verbose_name_plural = _("申请材料")
        ordering = ["application", "kind", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="an_attachment_is_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name
