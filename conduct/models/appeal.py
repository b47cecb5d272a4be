"""The one appeal (申诉) against a decision on a breach."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

PERSON = settings.AUTH_USER_MODEL


class AppealOutcome(models.TextChoices):
    UPHELD = "upheld", _("维持原决定")
    LIFTED = "lifted", _("撤销原决定")


class Appeal(models.Model):
    """`first` is who made the decision that is appealed: the database refuses that he decides again."""

    finding = models.OneToOneField(
        "conduct.Finding", on_delete=models.PROTECT, related_name="appeal", verbose_name=_("处理决定")
    )
    grounds = models.TextField(_("申诉理由"), max_length=4000)
    at = models.DateTimeField(_("申诉时间"))
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name=_("申诉人"))
    first = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name=_("原决定人"))
    outcome = models.CharField(_("申诉结果"), max_length=10, choices=AppealOutcome.choices, blank=True)
    reasons = models.TextField(_("申诉处理理由"), max_length=4000, blank=True)
    decided_at = models.DateTimeField(_("申诉处理时间"), null=True)
    decided_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("申诉处理人")
    )

    class Meta:
        verbose_name = _("申诉")
        verbose_name_plural = _("申诉")
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("first")), name="another_decides_an_appeal"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(outcome="") & ~Q(reasons="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="a_decided_appeal_has_its_reasons",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.finding_id} {self.outcome}"
