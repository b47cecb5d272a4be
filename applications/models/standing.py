"""What a department has judged beforehand of a data set that opens at once (预先评估): the answers to the questionnaire
that no fact of a dossier gives, for whoever applies within the conditions of the open list."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

PERSON = settings.AUTH_USER_MODEL


class StandingAssessment(models.Model):
    """`answers` maps questions to options, `evidence` to where that was found. The latest confirmed one counts; it is
    written by an assessor and confirmed by an approver."""

    dataset = models.ForeignKey(
        "applications.Dataset", on_delete=models.PROTECT, related_name="standing", verbose_name=_("数据集")
    )
    answers = models.JSONField(_("评估内容"))
    evidence = models.JSONField(_("依据材料"), default=dict, blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name=_("评估人"))
    at = models.DateTimeField(_("评估时间"))
    confirmed_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("确认人")
    )
    confirmed_at = models.DateTimeField(_("确认时间"), null=True)

    class Meta:
        verbose_name = _("预先评估")
        verbose_name_plural = _("预先评估")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("by")),
                name="a_standing_assessment_is_confirmed_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="who_confirms_a_standing_assessment_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dataset} {self.at:%Y-%m-%d}"
