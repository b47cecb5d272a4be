"""One application's passage: its state, its people and the head of its journal."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import GET_STATE, FSMField, transition

from ..lifecycle import LAW
from ..states import TERMINAL, State
from .parties import BODY, PERSON

if TYPE_CHECKING:
    from .consultation import Consultation

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
