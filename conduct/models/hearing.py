"""The hearing of a respondent (陈述申辩): what he is told, by when he can answer, and what he says."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Hearing(models.Model):
    """`charge` is written by the supervisor and shows nothing of the reporter. `kept` is what the respondent has typed
    and not handed in; it is shown to his side only."""

    breach = models.OneToOneField(
        "conduct.Breach", on_delete=models.PROTECT, related_name="hearing", verbose_name=_("违规线索")
    )
    charge = models.TextField(_("告知的事实和拟作处理"), max_length=4000)
    asked_at = models.DateTimeField(_("告知时间"))
    due_on = models.DateField(_("陈述申辩截止日"))
    kept = models.TextField(_("暂存的陈述申辩"), blank=True)
    statement = models.TextField(_("陈述申辩"), max_length=8000, blank=True)
    said_at = models.DateTimeField(_("提交时间"), null=True)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("提交人")
    )

    class Meta:
        verbose_name = _("陈述申辩")
        verbose_name_plural = _("陈述申辩")
        constraints = [
            models.CheckConstraint(
                condition=Q(said_at__isnull=True, statement="") | (Q(said_at__isnull=False) & ~Q(statement="")),
                name="a_statement_has_its_moment",
            )
        ]

    def __str__(self) -> str:
        return f"{self.breach_id} {self.due_on}"
