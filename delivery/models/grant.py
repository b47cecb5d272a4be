"""A grant: who may take which data, from when, until when."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from workflow import access


class GrantStatus(models.TextChoices):
    ACTIVE = "active", _("可领取")
    SUSPENDED = "suspended", _("已中止")
    ENDED = "ended", _("已结束")


class GrantQuerySet(models.QuerySet["Grant"]):
    def of(self, user: Any) -> "GrantQuerySet":
        """The person's own and those of the bodies he applies for."""
        return self.filter(application__case__in=access.as_applicant(user))

    def open_first(self) -> "GrantQuerySet":
        """Those not ended yet, the newest first; then the others by their end."""
        return self.order_by(F("ended_at").desc(nulls_first=True), "-pk")


class Grant(models.Model):
    """Access to the data of one application. `fields` are the columns that were granted, in their order."""

    application = models.OneToOneField(
        "applications.Application", on_delete=models.PROTECT, related_name="grant", verbose_name=_("申请")
    )
    status = models.CharField(_("状态"), max_length=10, choices=GrantStatus.choices, default=GrantStatus.ACTIVE)
    fields = models.JSONField(_("字段"))
    starts_at = models.DateTimeField(_("开始时间"))
    ends_at = models.DateTimeField(_("结束时间"))
    # How many of the notices before its end have gone out (delivery/sweeps.py).
    ended_told = models.PositiveSmallIntegerField(_("到期前已通知次数"), default=0)
    ended_at = models.DateTimeField(_("实际结束时间"), null=True)
    # Of a renewal or an amendment: the grant in whose place it stands, and when what was that one's came over.
    continues = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="followers", verbose_name=_("接续的授权")
    )
    carried_at = models.DateTimeField(_("接续时间"), null=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("数据授权")
        verbose_name_plural = _("数据授权")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_grant_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(status="ended", ended_at__isnull=False) | (~Q(status="ended") & Q(ended_at__isnull=True)),
                name="an_ended_grant_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.status}"

    @property
    def last_day(self) -> datetime:
        """The last moment that counts, for a date that reads as the agreement's last day."""
        return self.ends_at - timedelta(microseconds=1)
