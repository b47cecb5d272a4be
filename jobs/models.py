"""A job: one piece of work owed, written in the transaction of the change that owes it."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jobs import clock


class State(models.TextChoices):
    """ready -> running -> done; back to ready after a failure; dead when the attempts are used up."""

    READY = "ready", _("待执行")
    RUNNING = "running", _("执行中")
    DONE = "done", _("已执行")
    DEAD = "dead", _("已停止重试")


class JobQuerySet(models.QuerySet["Job"]):
    """Questions about jobs."""

    def due(self, now: object) -> Self:
        """Ready and wanted by `now`, oldest first."""
        return self.filter(state=State.READY, run_at__lte=now).order_by("run_at", "pk")

    def lapsed(self, moment: object) -> Self:
        """Running, but the worker has given no sign of life for a whole lease; oldest first."""
        return self.filter(state=State.RUNNING, lease_ends_at__lte=moment).order_by("lease_ends_at", "pk")

    def leased_as(self, job: "Job") -> Self:
        """That job, if the lease with which it was claimed still stands."""
        return self.filter(pk=job.pk, state=State.RUNNING, lease_token=job.lease_token)

    def dead(self) -> Self:
        """Out of attempts, waiting for a person; the latest first."""
        return self.filter(state=State.DEAD).order_by("-finished_at", "-pk")


class Job(models.Model):
    """Work to do once, at least once attempted: database effects exactly once, sends with one key."""

    name = models.CharField(_("任务名称"), max_length=100)
    payload = models.JSONField(_("任务参数"), default=dict)
    # NULL, not "": any number of jobs may go without a key.
    key = models.CharField(_("去重键"), max_length=200, null=True, unique=True)  # noqa: DJ001
    state = models.CharField(_("状态"), max_length=8, choices=State, default=State.READY)
    run_at = models.DateTimeField(_("计划执行时间"), default=clock.now)
    attempts = models.PositiveSmallIntegerField(_("已尝试次数"), default=0)
    max_attempts = models.PositiveSmallIntegerField(_("尝试次数上限"), default=8)
    lease_token = models.UUIDField(_("执行凭证"), null=True)
    lease_ends_at = models.DateTimeField(_("执行凭证失效时间"), null=True)
    last_error = models.TextField(_("最近一次错误"), default="")
    trace = models.CharField(_("请求编号"), max_length=64, default="", blank=True)
    created_at = models.DateTimeField(_("登记时间"), default=clock.now)
    finished_at = models.DateTimeField(_("结束时间"), null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("后台任务")
        verbose_name_plural = _("后台任务")
        indexes = [
            models.Index(fields=["run_at", "id"], name="job_due", condition=Q(state="ready")),
            models.Index(fields=["lease_ends_at", "id"], name="job_leased", condition=Q(state="running")),
            models.Index(fields=["finished_at", "id"], name="job_done", condition=Q(state="done")),
            models.Index(fields=["finished_at", "id"], name="job_dead", condition=Q(state="dead")),
        ]
        constraints = [
            models.CheckConstraint(
                name="a_job_is_ready_running_done_or_dead",
                condition=Q(state__in=["ready", "running", "done", "dead"]),
            ),
            models.CheckConstraint(
                name="a_job_has_a_lease_exactly_while_running",
                condition=Q(state="running", lease_token__isnull=False, lease_ends_at__isnull=False)
                | (~Q(state="running") & Q(lease_token__isnull=True, lease_ends_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="a_job_has_an_end_exactly_when_done_or_dead",
                condition=Q(state__in=["done", "dead"], finished_at__isnull=False)
                | Q(state__in=["ready", "running"], finished_at__isnull=True),
            ),
            models.CheckConstraint(
                name="a_job_is_never_attempted_beyond_its_limit",
                condition=Q(max_attempts__gte=1, attempts__lte=models.F("max_attempts")),
            ),
            models.CheckConstraint(
                name="a_job_has_no_key_or_one_that_says_something",
                condition=Q(key__isnull=True) | ~Q(key=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} #{self.pk}"

    @property
    def idempotency_key(self) -> str:
        """What every attempt of this job sends along, so that a receiver can tell a repeat from a new one."""
        return f"job-{self.pk}"


class Round(models.Model):
    """When a piece of periodic work ran last, on whichever machine; the workers write it, a page and monitors read."""

    name = models.CharField(_("任务名称"), max_length=100, primary_key=True)
    began_at = models.DateTimeField(_("最近一次开始时间"))
    seconds = models.FloatField(_("用时（秒）"))
    every = models.DurationField(_("间隔"))
    worker = models.CharField(_("执行进程"), max_length=100)
    error = models.TextField(_("最近一次错误"), default="", blank=True)

    class Meta:
        verbose_name = _("定时任务")
        verbose_name_plural = _("定时任务")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
