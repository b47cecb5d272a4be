"""A version of the risk questionnaire (风险评估问卷): drafted by one person, published by another, then left alone."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

PERSON = settings.AUTH_USER_MODEL


class QuestionnaireQuerySet(models.QuerySet["QuestionnaireVersion"]):
    def published(self) -> "QuestionnaireQuerySet":
        return self.filter(published_at__isnull=False)

    def drafts(self) -> "QuestionnaireQuerySet":
        return self.filter(published_at__isnull=True)


class QuestionnaireVersion(models.Model):
    """`content` is what applications.risk.Questionnaire writes. The published one with the highest number is asked."""

    version = models.PositiveSmallIntegerField(_("版本"), unique=True)
    note = models.CharField(_("修改说明"), max_length=200)
    content = models.JSONField(_("问卷内容"))
    # The versions that come with the system have nobody's name.
    drafted_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("起草人")
    )
    drafted_at = models.DateTimeField(_("起草时间"))
    # Counts the changes of a draft: what a second person has looked at is what he publishes.
    revision = models.PositiveIntegerField(_("修改次数"), default=0)
    published_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("发布人")
    )
    published_at = models.DateTimeField(_("发布时间"), null=True)

    # The digest of the calendar in force; questionnaires.current fills it in.
    current_calendar: str

    objects = QuestionnaireQuerySet.as_manager()

    class Meta:
        verbose_name = _("风险评估问卷")
        verbose_name_plural = _("风险评估问卷")
        ordering = ["-version"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | ~Q(published_by=F("drafted_by")),
                name="a_questionnaire_is_published_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | Q(published_at__isnull=False),
                name="who_publishes_a_questionnaire_says_when",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=False) | Q(drafted_by__isnull=False),
                name="a_draft_of_a_questionnaire_has_an_author",
            ),
        ]

    def __str__(self) -> str:
        return str(_("第 %(n)d 版") % {"n": self.version})

    @property
    def is_draft(self) -> bool:
        return self.published_at is None
