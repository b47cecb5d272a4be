"""The limit of a matter, the rungs that fired for it, and the supervision order where it passed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from applications.models import Card
from workflow.models import MatterClock
from workflow.time_limit import RungClaim, TimeLimit


class MatterLimit(TimeLimit):
    """The same limit as a case's clock, of a matter. `order_days` are those of a supervision order, as they were on the
    day of receipt."""

    matter = models.ForeignKey(
        "feedback.Matter", on_delete=models.PROTECT, related_name="limits", verbose_name=_("事项")
    )
    clock = models.CharField(_("时限"), max_length=20, choices=MatterClock.choices)
    order_days = models.PositiveSmallIntegerField(_("督办单工作日"))

    class Meta:
        verbose_name = _("事项时限")
        verbose_name_plural = _("事项时限")
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["next_rung_at"], condition=Q(next_rung_at__isnull=False), name="matter_limit_by_next_rung"
            ),
            models.Index(
                fields=["calendar_version"],
                condition=Q(status__in=["running", "paused"]),
                name="matter_limit_by_calendar",
            ),
            models.Index(fields=["due_on"], condition=Q(status="running"), name="matter_limit_running_by_due"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["matter", "round"], name="one_limit_per_matter_and_round"),
            models.UniqueConstraint(
                fields=["matter"], condition=Q(status__in=["running", "paused"]), name="one_open_limit_per_matter"
            ),
            models.CheckConstraint(
                condition=Q(status="running", due_on__isnull=False)
                | (~Q(status="running") & Q(finished_on__isnull=False)),
                name="a_limit_runs_to_a_day_or_has_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.clock} {self.due_on}"


class MatterRung(RungClaim):
    """A rung that has fired for a limit and its due day."""

    limit = models.ForeignKey(MatterLimit, on_delete=models.PROTECT, related_name="rungs", verbose_name=_("时限"))

    class Meta:
        verbose_name = _("事项时限提醒")
        verbose_name_plural = _("事项时限提醒")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["limit", "rung", "due_on"], name="a_matters_rung_fires_once_per_due_day"),
            models.CheckConstraint(
                condition=Q(fired_at__gte=F("due_at")), name="a_matters_rung_does_not_fire_before_its_moment"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.limit_id} {self.rung} {self.due_on}"


class MatterOrder(models.Model):
    """A supervision order (督办单) about a matter whose limit passed; a supervisor clears it, or it turns red."""

    limit = models.ForeignKey(MatterLimit, on_delete=models.PROTECT, related_name="orders", verbose_name=_("时限"))
    number = models.CharField(_("编号"), max_length=40, unique=True)
    card = models.CharField(_("督办等级"), max_length=10, choices=Card.choices, default=Card.YELLOW)
    missed_on = models.DateField(_("办理时限届满日"))
    raised_at = models.DateTimeField(_("发出时间"))
    due_on = models.DateField(_("督办期限届满日"))
    reddened_at = models.DateTimeField(_("转为红牌的时间"), null=True)
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("销号人")
    )
    cleared_at = models.DateTimeField(_("销号时间"), null=True)
    clearing = models.TextField(_("销号理由"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("事项督办单")
        verbose_name_plural = _("事项督办单")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["limit"], condition=Q(cleared_at__isnull=True), name="one_open_order_per_limit"
            ),
            models.CheckConstraint(
                condition=Q(cleared_at__isnull=True) | (~Q(clearing="") & Q(cleared_by__isnull=False)),
                name="a_matters_cleared_order_has_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.number
