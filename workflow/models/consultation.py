"""Questions to other departments."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .case import Case
from .parties import BODY, PERSON


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def waiting(self) -> "ConsultationQuerySet":
        """Neither answered nor recorded as silent."""
        return self.filter(answered_at__isnull=True, silent_at__isnull=True)


class Consultation(models.Model):
    """A department that was asked for its opinion, and what it answered, or that it stayed silent."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consultations", verbose_name=_("办件"))
    department = models.ForeignKey(
        BODY, on_delete=models.PROTECT, related_name="consultations", verbose_name=_("被征求意见部门")
    )
    asked_seq = models.PositiveIntegerField(_("征求意见记录"))
    question = models.TextField(_("征求意见事项"), blank=True)
    asked_at = models.DateTimeField(_("征求时间"))
    # The department's own limit inside the reply's; who has not answered by then is recorded as silent.
    due_on = models.DateField(_("答复期限届满日"), null=True)
    silent_at = models.DateTimeField(_("记为逾期未答复的时间"), null=True)
    answered_at = models.DateTimeField(_("答复时间"), null=True)
    answered_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("答复人")
    )
    agrees = models.BooleanField(_("同意开放"), null=True)
    opinion = models.TextField(_("意见"), blank=True)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = _("会签")
        verbose_name_plural = _("会签")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "department", "asked_seq"], name="a_department_is_asked_once"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | (Q(agrees__isnull=False) & ~Q(opinion="")),
                name="an_answer_has_its_opinion",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(answered_at__gte=F("asked_at")),
                name="an_answer_follows_its_question",
            ),
            models.CheckConstraint(
                condition=Q(silent_at__isnull=True) | Q(answered_at__isnull=True, due_on__isnull=False),
                name="silence_is_no_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.department}"
