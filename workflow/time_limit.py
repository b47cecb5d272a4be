"""What a limit in working days rests on and what it comes to, whatever it is the limit of: a case's clock, or that of
something else that is owed by a day (ADR 0018). Settled by workflow.deadlines, explained by workflow.clock, watched by
workflow.escalation: all three ask for these columns and for nothing else."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DeadlineStatus(models.TextChoices):
    RUNNING = "running", _("计时中")
    PAUSED = "paused", _("暂停计时")
    MET = "met", _("按期")
    LATE = "late", _("超期")
    VOID = "void", _("不再适用")


OPEN = (DeadlineStatus.RUNNING, DeadlineStatus.PAUSED)


class TimeLimit(models.Model):
    """The columns of a limit. Whoever derives from it says what it belongs to, and which clocks there are (`clock`)."""

    clock: "models.CharField[str, str]"
    standard = models.ForeignKey("workflow.ServiceStandard", on_delete=models.PROTECT, verbose_name=_("标准"))
    round = models.PositiveSmallIntegerField(_("次数"), default=1)
    received_on = models.DateField(_("收到日"))
    budget = models.PositiveSmallIntegerField(_("工作日"))
    extension = models.PositiveSmallIntegerField(_("延期工作日"), default=0)
    mode = models.CharField(_("补正后"), max_length=10)
    amber_at = models.PositiveSmallIntegerField(_("黄灯（剩余工作日）"))
    calendar_version = models.CharField(_("日历版本"), max_length=64)
    status = models.CharField(_("状态"), max_length=10, choices=DeadlineStatus.choices, default=DeadlineStatus.RUNNING)
    due_on = models.DateField(_("届满日"), null=True)
    firm = models.BooleanField(_("确定"), default=True)
    alarm_from = models.DateField(_("提醒起始日"), null=True)
    # What remains when an open pause ends; NULL while the clock runs.
    days_left = models.PositiveSmallIntegerField(_("暂停时剩余工作日"), null=True)
    pauses = models.JSONField(_("暂停"), default=list)
    finished_on = models.DateField(_("结束日"), null=True)
    # The day on which the present due day was settled, and when its ladder must be looked at next (workflow.rungs).
    course_on = models.DateField(_("本次确定届满日的日期"), null=True)
    next_rung_at = models.DateTimeField(_("下一次提醒时间"), null=True)

    class Meta:
        abstract = True

    def get_clock_display(self) -> str:
        """Django gives each class that has the column its own."""
        raise NotImplementedError


class RungClaim(models.Model):
    """A rung of the ladder that has fired, under a claim that makes it fire once for a limit and its due day."""

    rung = models.CharField(_("提醒节点"), max_length=20)
    is_card = models.BooleanField(_("督办"), default=False)
    due_on = models.DateField(_("届满日"))
    due_at = models.DateTimeField(_("应提醒时间"))
    fired_at = models.DateTimeField(_("提醒时间"))
    seq = models.PositiveIntegerField(_("办理记录序号"))

    class Meta:
        abstract = True
