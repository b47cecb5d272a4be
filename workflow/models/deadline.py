"""The clocks of cases: what happened to them, where they stand, what fired, and what a notice moved."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..time_limit import RungClaim, TimeLimit
from .case import Case
from .standards import Clock


class ClockEvent(models.Model):
    """What happened to a clock: the truth from which a deadline is recomputed. Append-only."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="clock_events", verbose_name=_("办件"))
    seq = models.PositiveIntegerField(_("办理记录序号"))
    clock = models.CharField(_("时限"), max_length=20, choices=Clock.choices)
    round = models.PositiveSmallIntegerField(_("次数"), default=1)
    kind = models.CharField(
        _("类别"),
        max_length=10,
        choices=[
            ("start", _("起算")),
            ("pause", _("暂停计时")),
            ("resume", _("恢复计时")),
            ("stop", _("结束")),
            ("void", _("不再适用")),
            ("extend", _("延期")),
        ],
    )
    at = models.DateTimeField(_("时间"))
    facts = models.JSONField(_("内容"), default=dict)

    class Meta:
        verbose_name = _("计时记录")
        verbose_name_plural = _("计时记录")
        ordering = ["case", "seq", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "seq", "clock", "kind"], name="clock_event_once_per_entry"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.seq} {self.clock} {self.kind}"


class Deadline(TimeLimit):
    """One clock of one case: what it was computed from, and the result. Recomputable from its ClockEvents."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="deadlines", verbose_name=_("办件"))
    clock = models.CharField(_("时限"), max_length=20, choices=Clock.choices)

    class Meta:
        verbose_name = _("时限")
        verbose_name_plural = _("时限")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(status="running"), name="deadline_running_by_due"),
            models.Index(
                fields=["next_rung_at"], condition=Q(next_rung_at__isnull=False), name="deadline_by_next_rung"
            ),
            # The replies of a period: what a supervisor's figures are made of.
            models.Index(
                fields=["clock", "finished_on"],
                condition=Q(finished_on__isnull=False),
                name="deadline_by_clock_and_end",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["case", "clock", "round"], name="one_deadline_per_clock_and_round"),
            models.UniqueConstraint(
                fields=["case", "clock"],
                condition=Q(status__in=["running", "paused"]),
                name="one_open_deadline_per_clock",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["running", "paused"]) | Q(status="void") | Q(finished_on__isnull=False),
                name="an_ended_deadline_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(status="running") | Q(due_on__isnull=False), name="a_running_deadline_has_a_due_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.clock} {self.due_on}"


class FiredRung(RungClaim):
    """A rung of the ladder of a case that has fired: once for a deadline and its due day."""

    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="fired_rungs", verbose_name=_("时限"))

    class Meta:
        verbose_name = _("时限提醒")
        verbose_name_plural = _("时限提醒")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["deadline", "rung", "due_on"], name="a_rung_fires_once_per_due_day"),
            models.CheckConstraint(
                condition=Q(fired_at__gte=F("due_at")), name="a_rung_does_not_fire_before_its_moment"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deadline_id} {self.rung} {self.due_on}"


class DeadlineRevision(models.Model):
    """A due day that a holiday notice moved, or settled for good: what it was and what it became. Append-only.

    `moved_into_past`: on the day of the revision the new due day had passed already, the old one had not. Such a case
    is not simply overdue; it is listed to those who have it (workflow.resettle).
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="revisions", verbose_name=_("办件"))
    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="revisions", verbose_name=_("时限"))
    seq = models.PositiveIntegerField(_("办理记录序号"))
    at = models.DateTimeField(_("时间"))
    cause = models.CharField(_("依据的通知"), max_length=40, blank=True)
    old_due_on = models.DateField(_("原届满日"), null=True)
    new_due_on = models.DateField(_("现届满日"), null=True)
    old_firm = models.BooleanField(_("原届满日已确定"))
    new_firm = models.BooleanField(_("现届满日已确定"))
    old_calendar = models.CharField(_("原日历版本"), max_length=64)
    new_calendar = models.CharField(_("现日历版本"), max_length=64)
    moved_into_past = models.BooleanField(_("提前后已届满"), default=False)

    class Meta:
        verbose_name = _("时限调整记录")
        verbose_name_plural = _("时限调整记录")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["case"], condition=Q(moved_into_past=True), name="revision_moved_into_past"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["deadline", "seq"], name="one_revision_per_deadline_and_entry"),
        ]

    def __str__(self) -> str:
        return f"{self.deadline_id} {self.old_due_on} -> {self.new_due_on}"
