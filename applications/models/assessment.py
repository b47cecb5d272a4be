"""A risk assessment (风险评估): the answers to a version of the questionnaire, their score, and what was concluded."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class RiskLevel(models.TextChoices):
    LOW = "low", _("低")
    MEDIUM = "medium", _("中")
    HIGH = "high", _("高")


class Assessment(models.Model):
    """One assessment of one application; a returned case gets another.

    `answers` maps each question to the chosen option, `evidence` to where its answer was found. `scored` is the level
    that follows from the points, `level` the one that was given: another only with the reason in `deviation`.
    """

    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="assessments", verbose_name=_("申请")
    )
    questionnaire = models.ForeignKey(
        "applications.QuestionnaireVersion", on_delete=models.PROTECT, related_name="+", verbose_name=_("问卷版本")
    )
    # Nobody for what the system has weighed (applications.fast_track).
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("评估人")
    )
    at = models.DateTimeField(_("评估时间"))
    answers = models.JSONField(_("评估内容"))
    evidence = models.JSONField(_("依据材料"), default=dict, blank=True)
    points = models.PositiveIntegerField(_("得分"))
    scored = models.CharField(_("评分结果"), max_length=10, choices=RiskLevel.choices)
    stopped = models.BooleanField(_("一票否决"), default=False)
    reasons = models.JSONField(_("评分理由"), default=list, blank=True)
    level = models.CharField(_("风险等级"), max_length=10, choices=RiskLevel.choices)
    deviation = models.TextField(_("调整理由"), max_length=1000, blank=True)
    opinion = models.TextField(_("评估意见"), max_length=2000)

    class Meta:
        verbose_name = _("风险评估")
        verbose_name_plural = _("风险评估")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level=F("scored")) | ~Q(deviation=""), name="another_level_than_scored_has_its_reason"
            ),
            models.CheckConstraint(
                condition=~(Q(level="low", scored="high") | Q(level="high", scored="low")),
                name="an_assessor_deviates_by_one_level",
            ),
            models.CheckConstraint(condition=Q(stopped=False) | Q(level="high"), name="a_hard_stop_is_high_risk"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.level}"
