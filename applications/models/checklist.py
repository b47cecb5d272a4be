"""What a department checks of an application for a data set beyond the form (核对清单): written by one person, put in
force by another, then left alone; an application goes by the version of its day of receipt."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .application import ApplicantKind

PERSON = settings.AUTH_USER_MODEL


class ChecklistVersion(models.Model):
    """`items` are {"key", "title", "hint"} in order. `applicant_kind` "" is for every kind that has none of its own."""

    dataset = models.ForeignKey(
        "applications.Dataset", on_delete=models.PROTECT, related_name="checklists", verbose_name=_("数据集")
    )
    applicant_kind = models.CharField(_("申请人类别"), max_length=20, choices=ApplicantKind.choices, blank=True)
    version = models.PositiveSmallIntegerField(_("版本"))
    items = models.JSONField(_("核对事项"), default=list)
    drafted_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name=_("起草人"))
    drafted_at = models.DateTimeField(_("起草时间"))
    # Counts the changes of a draft: what a second person has looked at is what he publishes.
    revision = models.PositiveIntegerField(_("修改次数"), default=0)
    published_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("发布人")
    )
    published_at = models.DateTimeField(_("发布时间"), null=True)

    class Meta:
        verbose_name = _("核对清单")
        verbose_name_plural = _("核对清单")
        ordering = ["dataset", "applicant_kind", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "applicant_kind", "version"], name="a_version_of_a_checklist_once"
            ),
            models.UniqueConstraint(
                fields=["dataset", "applicant_kind"],
                condition=Q(published_at__isnull=True),
                name="one_draft_of_a_checklist",
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | ~Q(published_by=F("drafted_by")),
                name="a_checklist_is_published_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True, published_at__isnull=True)
                | Q(published_by__isnull=False, published_at__isnull=False),
                name="who_publishes_a_checklist_says_when",
            ),
        ]

    def __str__(self) -> str:
        return str(_("第 %(n)d 版") % {"n": self.version})
