"""Clocks follow the moves. Nothing else starts, pauses or stops one; the rule itself is in workflow/clock.py."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, cast

from calendars.index import WorkdayIndex
from calendars.local import local_day
from calendars.store import current_digest, current_index, index_for

from .clock import Mode, Pause, Terms, due, left_in_pause
from .escalation import first_moment
from .lifecycle import LAW
from .models import OPEN, Case, Clock, ClockEvent, Deadline, DeadlineStatus, Event, MatterClock, ServiceStandard
from .rungs import course_of
from .states import TERMINAL, State
from .time_limit import TimeLimit


@dataclass(frozen=True)
class ClockRule:
    """Which moves start, pause, resume and end a clock (DESIGN: Clock)."""

    starts: frozenset[str]
    ends: frozenset[str]
    pauses: frozenset[str] = frozenset()
    resumes: frozenset[str] = frozenset()
    # Pauses it only where its standard says so (ServiceStandard.consultation_pauses).
    pauses_by_standard: frozenset[str] = frozenset()

    def is_paused_by(self, name: str, standard: dict[str, Any]) -> bool:
        return name in self.pauses or (name in self.pauses_by_standard and bool(standard.get("consultation_pauses")))

    def is_resumed_by(self, name: str, target: str) -> bool:
        """The last of several opinions, not one before it."""
        return name in self.resumes and target != State.CONSULTING


def _moves(*names: str) -> frozenset[str]:
    return frozenset(LAW[name].name for name in names)


RULES: dict[Clock, ClockRule] = {
    Clock.VALID_REPLY: ClockRule(
        starts=_moves("submit"),
        ends=_moves("approve", "refuse", "not_accept", "fast_track"),
        pauses=_moves("request_supplement"),
        resumes=_moves("resubmit", "give_opinion", "record_silence"),
        pauses_by_standard=_moves("consult"),
    ),
    Clock.SUPPLEMENT: ClockRule(starts=_moves("request_supplement"), ends=_moves("resubmit")),
    Clock.SIGNING: ClockRule(starts=_moves("approve", "fast_track", "reverse"), ends=_moves("sign")),
    Clock.SEALING: ClockRule(starts=_moves("sign"), ends=_moves("seal")),
    Clock.DELIVERY: ClockRule(starts=_moves("seal"), ends=_moves("deliver")),
    Clock.REVIEW: ClockRule(starts=_moves("request_review"), ends=_moves("uphold", "reverse")),
}
TOUCHES = frozenset().union(*(r.starts | r.ends | r.pauses | r.resumes | r.pauses_by_standard for r in RULES.values()))
# These touch a clock only where its standard says so.
CONSULTATION = frozenset({"consult", "give_opinion", "record_silence"})
# A supplement may restart a clock; asking third parties never does more than suspend it.
SUSPENDING = frozenset({"consult"})
# After delivery no clock runs, so ending the use of data stops none.
VOIDS = frozenset({"withdraw", "lapse", "revoke"})
EXTENDS = "grant_extension"
# Every entry of the journal that can change a due day.
CHANGES = TOUCHES | VOIDS | {EXTENDS, "resettle"}
# Before it a case has no clock at all.
BEGINS = frozenset({"submit"})
# What settle() writes, for those who save it.
SETTLED = ("due_on", "firm", "alarm_from", "days_left", "calendar_version", "next_rung_at")
# What a move can change of a deadline.
MOVED = (*SETTLED, "status", "pauses", "finished_on", "extension", "course_on")


def take_standards(case: Case, now: datetime) -> None:
    """Fix the limits of a case on its day of receipt: a standard that changes later is for later cases."""
    rows = _standards_on(local_day(now)).exclude(clock__in=MatterClock).annotate(current_calendar=current_digest())
    case.standards = {row.clock: _fixed(row) for row in rows}
    case.calendar_digest = next((row.current_calendar for row in rows), "")


def complete_standards(case: Case) -> None:
    """Add the limits of kinds that came into being after the case was received; no query where none is wanting."""
    if {clock.value for clock in RULES} <= set(case.standards) or case.received_at is None:
        return
    later = {row.clock: _fixed(row) for row in _standards_on(local_day(case.received_at))}
    case.standards = later | case.standards


def _standards_on(day: date) -> Any:
    """In force on a day, what replaces another after it."""
    return ServiceStandard.objects.filter(valid_from__lte=day).order_by("valid_from")


def standard_on(clock: str, day: date) -> ServiceStandard:
    """The limit in force on a day. Raises DoesNotExist: every clock comes with one (workflow.standards)."""
    found = _standards_on(day).filter(clock=clock).last()
    if found is None:
        raise ServiceStandard.DoesNotExist(clock)
    return cast(ServiceStandard, found)


def _fixed(row: ServiceStandard) -> dict[str, Any]:
    return {
        "standard": row.pk,
        "budget": row.working_days,
        "mode": row.mode,
        "amber_at": row.amber_at,
        "consultation_pauses": row.consultation_pauses,
    }


def clocks_of(case: Case) -> list[Deadline]:
    """All deadlines of a case, and with them which calendar is current: one statement for both."""
    rows = list(Deadline.objects.filter(case=case).annotate(current_calendar=current_digest()))
    case.calendar_digest = rows[0].current_calendar if rows else ""
    return [*rows]


def consultation_pauses(case: Case) -> bool:
    """Whether asking third parties stops the reply's clock of this case (ServiceStandard)."""
    return bool(case.standards.get(Clock.VALID_REPLY, {}).get("consultation_pauses"))


def may_change(case: Case, name: str) -> bool:
    """Whether an entry can change a due day of this case; consulting does so only where its standard says so."""
    return name in CHANGES and (name not in CONSULTATION or consultation_pauses(case))


def follow(event: Event, clocks: Sequence[Deadline]) -> None:
    """Start, pause, resume and stop the clocks of a case after an entry; at most one statement of each kind.

    `clocks` are the case's deadlines as clocks_of() has read them.
    """
    worked_out(event, clocks).write()


def worked_out(event: Event, clocks: Sequence[Deadline]) -> "ClockWork":
    """What an entry does to the clocks of its case; nothing is written yet."""
    work = ClockWork(event, clocks)
    if event.name == "resettle" or not may_change(event.case, event.name):
        return work
    if event.name == EXTENDS:
        work.extend(Clock(event.facts["clock"]), event.facts["days"])
    else:
        work.stop_and_pause(event.name)
        work.start(event.name)
    return work


class ClockWork:
    """What one entry does to the clocks of one case, gathered so that it is written at once."""

    def __init__(self, event: Event, clocks: Sequence[Deadline]) -> None:
        self.case, self.event, self.now, self.today = event.case, event, event.at, local_day(event.at)
        self.digest = getattr(self.case, "calendar_digest", "")
        self.rounds = {d.clock: d.round for d in clocks}
        self.open = {Clock(d.clock): d for d in clocks if d.status in OPEN}
        self.changed: list[Deadline] = []
        self.begun: list[Deadline] = []
        self.entries: list[ClockEvent] = []

    @cached_property
    def index(self) -> WorkdayIndex:
        """The calendar that is current; a case that had a deadline already has read its version with it."""
        return index_for(self.digest) if self.digest else current_index()

    def stop_and_pause(self, move: str) -> None:
        for clock, deadline in self.open.items():
            rule = RULES[clock]
            if move in rule.ends:
                self._stop(deadline)
            elif rule.is_paused_by(move, self.case.standards[clock]):
                self._pause(deadline)
            elif deadline.status == DeadlineStatus.PAUSED and rule.is_resumed_by(move, self.event.target):
                self._resume(deadline)
            elif self.case.state in TERMINAL:
                self._void(deadline)

    def start(self, move: str) -> None:
        for clock, rule in RULES.items():
            if move in rule.starts:
                self._start(clock, self.case.standards[clock])

    def extend(self, clock: Clock, days: int) -> None:
        """Add working days to an open clock; those that are used stay used."""
        deadline = self.open[clock]
        deadline.extension += days
        self._settle(deadline)
        self._changed(deadline, "extend", days=days)

    def write(self) -> None:
        if len(self.changed) == 1:  # most moves; far cheaper than the CASE of several
            self.changed[0].save(update_fields=MOVED)
        elif self.changed:
            Deadline.objects.bulk_update(self.changed, MOVED)
        if self.begun:
            Deadline.objects.bulk_create(self.begun)
        if self.entries:
            ClockEvent.objects.bulk_create(self.entries)

    def _start(self, clock: Clock, standard: dict[str, Any]) -> None:
        deadline = Deadline(
            case=self.case,
            clock=clock,
            standard_id=standard["standard"],
            round=self.rounds.get(clock, 0) + 1,
            received_on=self.today,
            budget=standard["budget"],
            mode=standard["mode"],
            amber_at=standard["amber_at"],
        )
        self._settle(deadline)
        self.begun.append(deadline)
        self._enter(deadline, "start", **standard)

    def _pause(self, deadline: Deadline) -> None:
        deadline.pauses = [*deadline.pauses, [self.today.isoformat(), None, self.event.name]]
        deadline.status = DeadlineStatus.PAUSED
        self._settle(deadline)
        self._changed(deadline, "pause", cause=self.event.name)

    def _resume(self, deadline: Deadline) -> None:
        since, _until, cause = deadline.pauses[-1]
        deadline.pauses = [*deadline.pauses[:-1], [since, self.today.isoformat(), cause]]
        deadline.status = DeadlineStatus.RUNNING
        self._settle(deadline)
        self._changed(deadline, "resume", cause=cause)

    def _stop(self, deadline: Deadline) -> None:
        in_time = deadline.due_on is None or self.today <= deadline.due_on
        deadline.status = DeadlineStatus.MET if in_time else DeadlineStatus.LATE
        deadline.finished_on, deadline.next_rung_at = self.today, None
        self._changed(deadline, "stop", result=deadline.status)

    def _void(self, deadline: Deadline) -> None:
        deadline.status, deadline.finished_on, deadline.next_rung_at = DeadlineStatus.VOID, self.today, None
        self._changed(deadline, "void")

    def _settle(self, deadline: Deadline) -> None:
        """Settle; a due day that stays as it is, as after a pause that began too late, keeps its course."""
        before = deadline.due_on
        settle(deadline, self.index)
        if deadline.due_on != before:
            deadline.course_on = self.today
            deadline.next_rung_at = first_moment(self.index, course_of(deadline))

    def _changed(self, deadline: Deadline, kind: str, **facts: Any) -> None:
        self.changed.append(deadline)
        self._enter(deadline, kind, **facts)

    def _enter(self, deadline: Deadline, kind: str, **facts: Any) -> None:
        self.entries.append(
            ClockEvent(
                case=self.case,
                seq=self.event.seq,
                clock=deadline.clock,
                round=deadline.round,
                kind=kind,
                at=self.now,
                facts={"on": self.today.isoformat(), **facts},
            )
        )


def pauses_of(deadline: TimeLimit) -> tuple[Pause, ...]:
    """The pauses as values; an open one has no end."""
    return tuple(
        pause_of(date.fromisoformat(since), date.fromisoformat(until) if until else None, cause)
        for since, until, cause in deadline.pauses
    )


def pause_of(since: date, until: date | None, cause: str) -> Pause:
    """`cause` is the name of the move that began it."""
    return Pause(since, until, cause, Mode.SUSPEND if cause in SUSPENDING else None)


def terms_of(deadline: TimeLimit) -> Terms:
    """What the due day follows from."""
    mode = Mode(deadline.mode)
    return Terms(deadline.received_on, deadline.budget, pauses_of(deadline), mode, deadline.extension)


def settle(deadline: TimeLimit, index: WorkdayIndex) -> None:
    """Compute the due day and the next rung from what the deadline rests on (SETTLED, in place, nothing saved).

    Whoever settles anew for another reason than a move sets `course_on` to that day first.
    """
    terms = terms_of(deadline)
    result = due(index, *terms)
    deadline.due_on, deadline.firm, deadline.alarm_from = result.on, result.firm, result.alarm_from
    deadline.days_left = left_in_pause(index, *terms)
    deadline.calendar_version = index.version
    deadline.next_rung_at = first_moment(index, course_of(deadline))
