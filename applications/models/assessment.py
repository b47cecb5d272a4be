"""A risk assessment (风险评估): four questions, the higher the stricter, and what was concluded."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class RiskLevel(models.TextChoices):
    LOW = "low", _("低")
    MEDIUM = "medium", _("中")
    HIGH = "high", _("高")


class Assessment(models.Model):
    """One assessment of one application; a returned case gets another."""

    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="assessments", verbose_name=_("申请")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("评估人")
    )
    at = models.DateTimeField(_("评估时间"))
    answers = models.JSONField(_("评估内容"))
    level = models.CharField(_("风险等级"), max_length=10, choices=RiskLevel.choices)
    opinion = models.TextField(_("评估意见"), max_length=2000)

    class Meta:
        verbose_name = _("风险评估")
        verbose_name_plural = _("风险评估")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.application_id} {self.level}"
