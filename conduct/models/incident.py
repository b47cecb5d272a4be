"""A security incident (安全事件) of one data set: everything of it is stopped until a second person lets it go on."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

PERSON = settings.AUTH_USER_MODEL


class Incident(models.Model):
    """What was done about it is in its record; who was told, in the messages about it (conduct.telling)."""

    number = models.CharField(_("编号"), max_length=20, unique=True)
    dataset = models.ForeignKey(
        "applications.Dataset", on_delete=models.PROTECT, related_name="incidents", verbose_name=_("数据集")
    )
    halt = models.OneToOneField(
        "delivery.Halt", on_delete=models.PROTECT, related_name="incident", verbose_name=_("停用")
    )
    what = models.TextField(_("事件情况"), max_length=4000)
    noticed_at = models.DateTimeField(_("发现时间"))
    reported_at = models.DateTimeField(_("报告时间"))
    reported_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name=_("报告人"))
    lifted_at = models.DateTimeField(_("解除时间"), null=True)
    lifted_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("解除人")
    )
    reason = models.TextField(_("解除理由"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("安全事件")
        verbose_name_plural = _("安全事件")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lifted_by__isnull=True) | ~Q(lifted_by=F("reported_by")),
                name="a_second_person_lifts_an_incident",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True, reason="")
                | (Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(reason="")),
                name="a_lifted_incident_has_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.number
