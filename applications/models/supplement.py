"""A request to supplement (一次性告知补正): all defects at once, and the applicant's answer to each."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Supplement(models.Model):
    """One notice of defects."""

    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="supplements", verbose_name=_("申请")
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("承办人")
    )
    asked_at = models.DateTimeField(_("告知时间"))
    note = models.TextField(_("说明"), max_length=1000, blank=True)
    # What the applicant had handed in by then (applications.changes.contents): what follows is held against it.
    before = models.JSONField(_("补正前内容"), default=dict, blank=True)
    answered_at = models.DateTimeField(_("补正时间"), null=True)
    reply = models.TextField(_("补正说明"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("补正告知")
        verbose_name_plural = _("补正告知")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=models.Q(answered_at__isnull=True), name="one_open_supplement"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}/{self.pk}"


class SupplementItem(models.Model):
    """One defect: what it is about, what is wrong, what the applicant did."""

    supplement = models.ForeignKey(
        Supplement, on_delete=models.PROTECT, related_name="items", verbose_name=_("补正告知")
    )
    position = models.PositiveSmallIntegerField(_("序号"))
    subject = models.CharField(_("补正事项"), max_length=60)
    problem = models.CharField(_("存在问题和要求"), max_length=500)
    answer = models.CharField(_("补正情况"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("补正事项")
        verbose_name_plural = _("补正事项")
        ordering = ["supplement", "position"]
        constraints = [
            models.UniqueConstraint(fields=["supplement", "position"], name="supplement_item_position_once"),
        ]

    def __str__(self) -> str:
        return self.subject
