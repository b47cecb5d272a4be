"""A decision (审核决定): what was decided, why, under which conditions, and how to appeal."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .lateness import Lateness


class DecisionKind(models.TextChoices):
    APPROVE = "approve", _("同意开放")
    APPROVE_PARTLY = "approve_partly", _("部分同意开放")
    REFUSE = "refuse", _("不予开放")
    NOT_ACCEPT = "not_accept", _("不予受理")


class Decision(models.Model):
    """The one decision on an application.

    `conditions` is what `applications.conditions.Conditions` writes: fields, delivery mode, term, quota and so on.
    """

    application = models.OneToOneField(
        "applications.Application", on_delete=models.PROTECT, related_name="decision", verbose_name=_("申请")
    )
    kind = models.CharField(_("决定"), max_length=20, choices=DecisionKind.choices)
    number = models.CharField(_("文号"), max_length=40, unique=True)
    reasons = models.TextField(_("理由"), max_length=2000, blank=True)
    ground = models.CharField(_("依据"), max_length=300, blank=True)
    appeal = models.TextField(_("救济途径"), max_length=1000, blank=True)
    conditions = models.JSONField(_("开放条件"), default=dict, blank=True)
    # The grade of the data when it was decided: a renewal without examination rests on it.
    grade = models.CharField(_("决定时的数据级别"), max_length=20, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("签发人")
    )
    at = models.DateTimeField(_("决定时间"))
    # Why it came after the due day; empty for one in time.
    lateness = models.CharField(_("超期原因"), max_length=20, choices=Lateness.choices, blank=True)

    class Meta:
        verbose_name = _("审核决定")
        verbose_name_plural = _("审核决定")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.number
