"""An entry on the breach list (违规名单)."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ListEntryQuerySet(models.QuerySet["ListEntry"]):
    def in_force(self, today: date) -> "ListEntryQuerySet":
        """Those that count today: an entry ends by itself with its last day, or when an appeal has lifted it."""
        return self.filter(lifted_at__isnull=True, since__lte=today, until__gte=today)


class ListEntry(models.Model):
    """A body, or a person who applies for himself, from a day until a day (both ends included)."""

    finding = models.OneToOneField(
        "conduct.Finding", on_delete=models.PROTECT, related_name="entry", verbose_name=_("处理决定")
    )
    body = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("单位")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("个人")
    )
    since = models.DateField(_("列入日期"))
    until = models.DateField(_("移出日期"))
    lifted_at = models.DateTimeField(_("撤销时间"), null=True)

    objects = ListEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("违规名单")
        verbose_name_plural = _("违规名单")
        ordering = ["-since", "-pk"]
        indexes = [
            models.Index(fields=["body"], condition=Q(lifted_at__isnull=True), name="listed_bodies"),
            models.Index(fields=["person"], condition=Q(lifted_at__isnull=True), name="listed_persons"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="an_entry_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(body__isnull=True, person__isnull=False) | Q(body__isnull=False, person__isnull=True),
                name="an_entry_is_about_one_body_or_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.since}-{self.until}"

    @property
    def name(self) -> str:
        return str(self.body or self.person)

    def counts(self, today: date) -> bool:
        return self.lifted_at is None and self.since <= today <= self.until
