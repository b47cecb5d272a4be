"""A version of the wording of agreements (协议范本), of all, of a department's, or of one data set's: drafted by one
person, published by another, then left alone."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .dataset import Dataset

PERSON = settings.AUTH_USER_MODEL
GENERAL = "general"


class AgreementWordingQuerySet(models.QuerySet["AgreementWording"]):
    def published(self) -> "AgreementWordingQuerySet":
        return self.filter(published_at__isnull=False)

    def drafts(self) -> "AgreementWordingQuerySet":
        return self.filter(published_at__isnull=True)

    def for_dataset(self, dataset: Dataset) -> "AgreementWordingQuerySet":
        """What may word an agreement about it, the one that does first: of the data set, of its department, of all."""
        own, office = scope_of(dataset=dataset), scope_of(provider=dataset.provider_id)
        nearest = models.Case(models.When(scope=own, then=0), models.When(scope=office, then=1), default=2)
        return self.published().filter(scope__in=[own, office, GENERAL]).order_by(nearest, "-version")


def scope_of(*, provider: int | None = None, dataset: Dataset | None = None) -> str:
    """The key of what a wording is for; `provider` is the department's key."""
    if dataset is not None:
        return f"dataset-{dataset.pk}"
    return f"provider-{provider}" if provider is not None else GENERAL


class AgreementWording(models.Model):
    """`text` is written as documents.clauses.markup says. Of a scope, the published one with the highest number is
    used; a data set's goes before its department's, and that before the one for all."""

    scope = models.CharField(_("适用范围"), max_length=40)
    provider = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("数据提供单位")
    )
    dataset = models.ForeignKey(
        "applications.Dataset", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("数据集")
    )
    version = models.PositiveSmallIntegerField(_("版本"))
    title = models.CharField(_("协议名称"), max_length=60)
    text = models.TextField(_("范本内容"))
    two_signatories = models.BooleanField(_("申请单位须两人签署"), default=False)
    note = models.CharField(_("修改说明"), max_length=200)
    # The version that comes with the system has nobody's name.
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

    objects = AgreementWordingQuerySet.as_manager()

    class Meta:
        verbose_name = _("协议范本")
        verbose_name_plural = _("协议范本")
        ordering = ["scope", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["scope", "version"], name="wording_version_once_per_scope"),
            models.UniqueConstraint(
                fields=["scope"], condition=Q(published_at__isnull=True), name="one_draft_of_a_wording_per_scope"
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | ~Q(published_by=F("drafted_by")),
                name="a_wording_is_published_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | Q(published_at__isnull=False),
                name="who_publishes_a_wording_says_when",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=False) | Q(drafted_by__isnull=False),
                name="a_draft_of_a_wording_has_an_author",
            ),
        ]

    def __str__(self) -> str:
        return str(_("第 %(n)d 版") % {"n": self.version})

    @property
    def is_draft(self) -> bool:
        return self.published_at is None

    @property
    def name(self) -> str:
        """What is printed in the facts: always in Chinese, for it is part of an agreement."""
        whose = self.dataset.title if self.dataset else self.provider.name if self.provider else "通用"
        return f"{whose}范本第{self.version}版"

    @property
    def whose(self) -> Any:
        """What it is for, in the reader's words."""
        if self.dataset:
            return self.dataset.title
        return self.provider.name if self.provider else _("通用")
