"""Case, journal and clocks: the engine's records. It knows no forms and no documents."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import GET_STATE, FSMField, transition

from .lifecycle import LAW, legal_entries
from .states import TERMINAL, State
from .time_limit import OPEN, DeadlineStatus, RungClaim, TimeLimit

__all__ = [
    "OPEN",
    "ORDER",
    "REVIEW_REQUEST",
    "Case",
    "CaseTally",
    "Clock",
    "ClockEvent",
    "Consultation",
    "Deadline",
    "DeadlineRevision",
    "DeadlineStatus",
    "Event",
    "FiredRung",
    "MatterClock",
    "ServiceStandard",
    "Stage",
    "StageBudget",
]

PERSON = settings.AUTH_USER_MODEL
BODY = "accounts.Organisation"

state_field = FSMField(_("状态"), default=State.DRAFT, choices=State.choices, protected=True, editable=False)


def fsm_transition(name: str) -> Any:
    """The django-fsm method for one row of the law. Where a row has several targets the door names one."""
    law = LAW[name]

    def body(self: "Case", *, target: State | None = None) -> State:
        return target or law.targets[0]

    body.__name__ = name
    body.__qualname__ = f"Case.{name}"
    body.__doc__ = f"{law.title} (only through workflow.door)."
    target = law.targets[0] if len(law.targets) == 1 else GET_STATE(lambda *a, **k: k["target"], states=law.targets)
    return transition(field=state_field, source=list(law.sources), target=target, custom={"law": law})(body)


# What a queue is made of: all that the office may still have to do before the data are handed over, or again.
QUEUED = (
    State.SUBMITTED, State.SUPPLEMENT, State.ASSESSING, State.CONSULTING, State.DECIDING, State.AGREEMENT,
    State.SEALING, State.DELIVERING, State.SUSPENDED, State.REVIEWING,
)  # fmt: skip


class Case(models.Model):
    """One application's passage: its state, its people, and the head of its journal.

    The columns `counting_...` are those of the deadline that counts for the office (workflow.counting). The database
    keeps them by a trigger, so that a queue of any length is read in order from an index of this table alone.
    """

    # One method per row of the law; django-fsm collects them while the class is made.
    for _name in LAW:
        vars()[_name] = fsm_transition(_name)

    state = state_field
    seq = models.PositiveIntegerField(_("记录数"), default=0, editable=False)
    head = models.CharField(_("记录链首"), max_length=64, default="", editable=False)
    since = models.DateTimeField(_("进入环节时间"), null=True, editable=False)
    received_at = models.DateTimeField(_("收到时间"), null=True, editable=False)

    # A draft has no number yet, and many drafts have none: NULL is not equal to NULL, "" would be.
    number = models.CharField(_("申请编号"), max_length=20, unique=True, null=True, editable=False)  # noqa: DJ001
    applicant = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="cases", verbose_name=_("申请人"))
    body = models.ForeignKey(
        BODY, on_delete=models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("申请单位")
    )
    provider = models.ForeignKey(
        BODY, on_delete=models.PROTECT, related_name="provided_cases", verbose_name=_("数据提供单位")
    )
    handler = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("承办人")
    )
    assessor = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("评估人")
    )
    # Who approved or refused; a review of it is another's.
    decider = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("决定人")
    )
    asked_from = models.CharField(_("要求补正的环节"), max_length=20, blank=True, editable=False)
    # What the latest assessment came to: the engine only keeps it beside the case, for lists.
    risk = models.CharField(_("风险等级"), max_length=10, null=True, editable=False)  # noqa: DJ001
    # NULL where no clock of the office is open; a paused one has no due day but what is left of it.
    counting_clock = models.CharField(max_length=20, null=True, editable=False)  # noqa: DJ001
    counting_status = models.CharField(max_length=10, null=True, editable=False)  # noqa: DJ001
    counting_due_on = models.DateField(null=True, editable=False)
    counting_alarm_from = models.DateField(null=True, editable=False)
    counting_amber_at = models.PositiveSmallIntegerField(null=True, editable=False)
    counting_left = models.PositiveSmallIntegerField(null=True, editable=False)
    # The limits in force on the day of receipt, by clock: workflow.deadlines.take_standards.
    standards = models.JSONField(_("适用时限"), default=dict, editable=False)
    created_at = models.DateTimeField(_("创建时间"), editable=False)

    # The questions to other departments that are still unanswered; workflow.people and the actions fill it in.
    open_consultations: "list[Consultation]"
    # The calendar that was current when standards or clocks were read; workflow.deadlines uses it in the same
    # transaction.
    calendar_digest: str

    class Meta:
        verbose_name = _("办件")
        verbose_name_plural = _("办件")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["provider", "state"], name="case_by_provider_and_state"),
            # The queue of a department in its order, with all that its filters and counts ask for.
            models.Index(
                fields=["provider", "counting_due_on", "counting_left", "received_at", "id"],
                include=[
                    "state",
                    "handler",
                    "applicant",
                    "body",
                    "risk",
                    "number",
                    "counting_clock",
                    "counting_status",
                    "counting_alarm_from",
                    "counting_amber_at",
                ],
                condition=Q(state__in=QUEUED),
                name="case_queue_of_a_department",
            ),
            # The same by level of risk: how many there are of one is counted in its part alone.
            models.Index(
                fields=["provider", "risk"],
                include=[
                    "state",
                    "handler",
                    "applicant",
                    "body",
                    "number",
                    "counting_status",
                    "counting_due_on",
                    "counting_alarm_from",
                    "counting_amber_at",
                    "id",
                ],
                condition=Q(state__in=QUEUED),
                name="case_queue_by_risk",
            ),
            models.Index(
                fields=["counting_due_on", "counting_left", "received_at", "id"],
                condition=Q(state__in=QUEUED),
                name="case_queue_of_all",
            ),
            # What is behind the office, the latest first.
            models.Index(
                fields=["provider", "-since", "-id"],
                include=["state", "applicant", "body", "number"],
                condition=Q(state__in=sorted(TERMINAL | {State.IN_USE})),
                name="case_behind_the_office",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="case_state_is_known"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(number__isnull=False) | Q(state="withdrawn"),
                name="a_submitted_case_has_a_number",
            ),
        ]

    def __str__(self) -> str:
        return self.number or str(_("草稿"))

    def refresh_from_db(
        self, using: str | None = None, fields: Iterable[str] | None = None, from_queryset: Any = None
    ) -> None:
        """Read again; a protected FSM field is refreshed by forgetting it first (django-fsm traps)."""
        if fields is None or "state" in fields:
            self.__dict__.pop("state", None)
        super().refresh_from_db(using=using, fields=fields, from_queryset=from_queryset)


class CaseTally(models.Model):
    """So many cases more, or fewer, of one department, state and clock: how many there are is the sum (workflow.tally).

    The database writes the rows itself and never changes one. `n` is negative where cases have gone elsewhere.
    """

    provider = models.ForeignKey(BODY, on_delete=models.CASCADE, db_constraint=False, related_name="+")
    state = models.CharField(max_length=20)
    counting_due_on = models.DateField(null=True)
    counting_alarm_from = models.DateField(null=True)
    counting_amber_at = models.PositiveSmallIntegerField(null=True)
    n = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.provider_id} {self.state} {self.counting_due_on}: {self.n}"


def _legal_entry() -> Q:
    """The law as a database condition, so that a journal row outside it cannot exist."""
    condition = Q()
    for kind, name, source, target in sorted(legal_entries()):
        condition |= Q(kind=kind, name=name, source=source, target=target)
    return condition


class Event(models.Model):
    """One entry of the journal (办理记录). Written once; triggers refuse UPDATE, DELETE and TRUNCATE."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events", verbose_name=_("办件"))
    seq = models.PositiveIntegerField(_("序号"))
    at = models.DateTimeField(_("时间"))
    actor = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("经办人"))
    capacity = models.CharField(_("身份"), max_length=20)
    kind = models.CharField(_("类别"), max_length=8)
    name = models.CharField(_("事项"), max_length=40)
    source = models.CharField(_("原状态"), max_length=20)
    target = models.CharField(_("新状态"), max_length=20)
    facts = models.JSONField(_("内容"), default=dict)
    prev_hash = models.CharField(_("前一条摘要"), max_length=64, blank=True)
    hash = models.CharField(_("摘要"), max_length=64)

    class Meta:
        verbose_name = _("办理记录")
        verbose_name_plural = _("办理记录")
        ordering = ["case", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["case", "seq"], name="event_seq_once"),
            models.CheckConstraint(condition=_legal_entry(), name="event_is_within_the_law"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.seq} {self.name}"


class Clock(models.TextChoices):
    VALID_REPLY = "valid_reply", _("有效答复时限")
    SUPPLEMENT = "supplement", _("补正期限")
    SIGNING = "signing", _("签订协议期限")
    SEALING = "sealing", _("盖章时限")
    DELIVERY = "delivery", _("交付时限")
    REVIEW = "review", _("复核时限")


class MatterClock(models.TextChoices):
    """Limits of what people report or ask for beside applications: no clocks of a case (feedback)."""

    CORRECTION = "correction", _("数据纠错办理期限")
    DEMAND = "demand", _("开放需求答复期限")


# The limit of a supervision order: a dated standard like those of the clocks, but no clock of the case.
ORDER = "order"
# Within how many working days a refused applicant may ask for a review: a standard too, and no clock.
REVIEW_REQUEST = "review_request"


# Of what follows the use of data (conduct): to be heard on a breach, to appeal, to say what became of the data.
HEARING, BREACH_APPEAL, DISPOSAL = "hearing", "breach_appeal", "disposal"


STANDARDS = [
    *Clock.choices,
    *MatterClock.choices,
    (ORDER, _("督办期限")),
    (REVIEW_REQUEST, _("申请复核期限")),
    (HEARING, _("陈述申辩期限")),
    (BREACH_APPEAL, _("违规处理申诉期限")),
    (DISPOSAL, _("数据处置声明期限")),
]


class ServiceStandard(models.Model):
    """A limit as dated configuration: which clock, how many working days, by which rule, from when."""

    clock = models.CharField(_("时限"), max_length=20, choices=STANDARDS)
    working_days = models.PositiveSmallIntegerField(_("工作日"))
    mode = models.CharField(
        _("补正后"), max_length=10, choices=[("suspend", _("恢复计时")), ("restart", _("重新起算"))], default="suspend"
    )
    consultation_pauses = models.BooleanField(_("征求第三方意见不计入"), default=False)
    amber_at = models.PositiveSmallIntegerField(_("黄灯（剩余工作日）"), default=2)
    legal_source = models.TextField(_("依据"))
    valid_from = models.DateField(_("适用于自此日起收到的申请"))

    class Meta:
        verbose_name = _("办理时限标准")
        verbose_name_plural = _("办理时限标准")
        ordering = ["clock", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["clock", "valid_from"], name="one_standard_per_clock_and_day"),
            models.CheckConstraint(condition=Q(working_days__gte=1), name="a_limit_is_at_least_one_day"),
        ]

    def __str__(self) -> str:
        return f"{self.get_clock_display()}·{self.working_days}"


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


class Stage(models.TextChoices):
    """The office's own steps on the way to the reply."""

    ACCEPT = "accept", _("受理")
    ASSESS = "assess", _("评估")
    DECIDE = "decide", _("决定")


class StageBudget(models.Model):
    """How many of the reply's working days a stage may use, as dated configuration. No limit of its own: a signal."""

    stage = models.CharField(_("环节"), max_length=10, choices=Stage.choices)
    working_days = models.PositiveSmallIntegerField(_("工作日"))
    source = models.TextField(_("依据"))
    valid_from = models.DateField(_("适用于自此日起收到的申请"))

    class Meta:
        verbose_name = _("环节时间标准")
        verbose_name_plural = _("环节时间标准")
        ordering = ["stage", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["stage", "valid_from"], name="one_budget_per_stage_and_day"),
            models.CheckConstraint(condition=Q(working_days__gte=1), name="a_stage_has_at_least_one_day"),
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()}·{self.working_days}"


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


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def waiting(self) -> "ConsultationQuerySet":
        """Neither answered nor recorded as silent."""
        return self.filter(answered_at__isnull=True, silent_at__isnull=True)


class Consultation(models.Model):
    """A department that was asked for its opinion, and what it answered, or that it stayed silent."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consultations", verbose_name=_("办件"))
    department = models.ForeignKey(
        BODY, on_delete=models.PROTECT, related_name="consultations", verbose_name=_("被征求意见部门")
    )
    asked_seq = models.PositiveIntegerField(_("征求意见记录"))
    question = models.TextField(_("征求意见事项"), blank=True)
    asked_at = models.DateTimeField(_("征求时间"))
    # The department's own limit inside the reply's; who has not answered by then is recorded as silent.
    due_on = models.DateField(_("答复期限届满日"), null=True)
    silent_at = models.DateTimeField(_("记为逾期未答复的时间"), null=True)
    answered_at = models.DateTimeField(_("答复时间"), null=True)
    answered_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("答复人")
    )
    agrees = models.BooleanField(_("同意开放"), null=True)
    opinion = models.TextField(_("意见"), blank=True)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = _("会签")
        verbose_name_plural = _("会签")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "department", "asked_seq"], name="a_department_is_asked_once"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | (Q(agrees__isnull=False) & ~Q(opinion="")),
                name="an_answer_has_its_opinion",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(answered_at__gte=F("asked_at")),
                name="an_answer_follows_its_question",
            ),
            models.CheckConstraint(
                condition=Q(silent_at__isnull=True) | Q(answered_at__isnull=True, due_on__isnull=False),
                name="silence_is_no_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.department}"
