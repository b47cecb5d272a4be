"""A phrase for a form (常用语): what officers write again and again, kept by the administrator."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import OrganisationKind


class PhraseKind(models.TextChoices):
    DEFECT = "defect", _("补正事项")
    NOT_ACCEPTED = "not_accepted", _("不予受理的理由")
    ASSESSMENT = "assessment", _("评估意见")
    QUESTION = "question", _("征求意见事项")
    OPINION = "opinion", _("会签意见")
    RETURNED = "returned", _("退回的理由")
    APPROVED = "approved", _("审核意见")
    REFUSED = "refused", _("不予开放的理由")


class Phrase(models.Model):
    """Offered to the officers of its department, or to all departments where it has none."""

    kind = models.CharField(_("用途"), max_length=20, choices=PhraseKind.choices)
    department = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="phrases",
        limit_choices_to={"kind": OrganisationKind.DEPARTMENT},
        verbose_name=_("部门"),
        help_text=_("留空的，各部门都可以选用。"),
    )
    title = models.CharField(_("名称"), max_length=40)
    text = models.TextField(_("内容"), max_length=500)
    position = models.PositiveSmallIntegerField(_("次序"), default=100)
    in_use = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name = _("常用语")
        verbose_name_plural = _("常用语")
        ordering = ["kind", "position", "pk"]
        indexes = [models.Index(fields=["kind", "department"], name="phrase_by_kind")]

    def __str__(self) -> str:
        return self.title
