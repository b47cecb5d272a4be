"""The daily sample of what the system has opened by itself (抽查): drawn by lot, looked at again by a person."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

PERSON = settings.AUTH_USER_MODEL


class Sample(models.Model):
    """How many of a department's cases of a day were opened by the system, and how many were drawn."""

    provider = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="samples", verbose_name=_("数据提供单位")
    )
    day = models.DateField(_("开放日期"))
    opened = models.PositiveIntegerField(_("即时开放件数"))
    drawn = models.PositiveIntegerField(_("抽取件数"))
    share = models.FloatField(_("抽取比例"))

    class Meta:
        verbose_name = _("每日抽查")
        verbose_name_plural = _("每日抽查")
        ordering = ["-day", "provider"]
        constraints = [
            models.UniqueConstraint(fields=["provider", "day"], name="a_day_is_drawn_once"),
            models.CheckConstraint(condition=Q(drawn__lte=F("opened")), name="no_more_is_drawn_than_there_is"),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.day} {self.drawn}/{self.opened}"


class SpotCheck(models.Model):
    """A case that was drawn, and what a person found: `right` says whether it was opened rightly."""

    application = models.OneToOneField(
        "applications.Application", on_delete=models.PROTECT, related_name="spot_check", verbose_name=_("申请")
    )
    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="checks", verbose_name=_("每日抽查"))
    checked_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("复查人")
    )
    checked_at = models.DateTimeField(_("复查时间"), null=True)
    right = models.BooleanField(_("开放适当"), null=True)
    finding = models.TextField(_("复查意见"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("人工复查")
        verbose_name_plural = _("人工复查")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_at__isnull=True, right__isnull=True)
                | Q(checked_at__isnull=False, right__isnull=False) & ~Q(finding=""),
                name="a_check_has_its_finding",
            ),
        ]

    def __str__(self) -> str:
        return str(self.application_id)
