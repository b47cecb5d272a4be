"""The decision on a breach (违规处理决定)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    UNFOUNDED = "unfounded", _("违规不成立")
    WARNED = "warned", _("警告并责令改正")
    RESTRICTED = "restricted", _("终止开放并列入违规名单")


class Finding(models.Model):
    """`appeal_until` is the last day on which the respondent can appeal; None where nothing stands against him."""

    breach = models.OneToOneField(
        "conduct.Breach", on_delete=models.PROTECT, related_name="finding", verbose_name=_("违规线索")
    )
    number = models.CharField(_("文号"), max_length=30, unique=True)
    outcome = models.CharField(_("处理结果"), max_length=10, choices=Outcome.choices)
    reasons = models.TextField(_("事实和理由"), max_length=4000)
    ground = models.TextField(_("依据"), max_length=1000)
    remedy = models.TextField(_("救济途径"), max_length=1000, blank=True)
    at = models.DateTimeField(_("决定时间"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("决定人")
    )
    appeal_until = models.DateField(_("可以申诉至"), null=True)

    class Meta:
        verbose_name = _("违规处理决定")
        verbose_name_plural = _("违规处理决定")
        constraints = [
            models.CheckConstraint(condition=~Q(reasons="") & ~Q(ground=""), name="a_finding_has_reasons_and_ground"),
            models.CheckConstraint(
                condition=Q(outcome="unfounded") | (Q(appeal_until__isnull=False) & ~Q(remedy="")),
                name="what_burdens_can_be_appealed",
            ),
        ]

    def __str__(self) -> str:
        return self.number
