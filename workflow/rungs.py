"""Which rungs of a case fire now? Each is claimed by a row of its own, under the case's lock, before it is raised."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Min, QuerySet

from calendars.store import index_for

from .escalation import CARDS, ORDER_DAYS, Course, DueRung, rungs
from .many import write_rows
from .models import OPEN, ORDER, Case, Deadline, Event, FiredRung
from .time_limit import TimeLimit

# The rung after which a supervisor can clear the order.
YELLOW = "yellow_card"
# Case, clock, round and due day of an order that has been cleared.
Cleared = tuple[int, str, int, str]


@dataclass(frozen=True)
class Claimed:
    """A rung that fires for a deadline; `facts` is what its journal entry of the name `kind` records."""

    case: Case
    deadline: Deadline
    due: DueRung

    @property
    def kind(self) -> str:
        return self.due.rung.kind

    @property
    def due_on(self) -> date:
        assert self.deadline.due_on is not None
        return self.deadline.due_on

    @property
    def facts(self) -> dict[str, Any]:
        deadline, rung = self.deadline, self.due.rung
        facts = {
            "rung": rung.name,
            "clock": deadline.clock,
            "round": deadline.round,
            "due_on": self.due_on.isoformat(),
            "firm": deadline.firm,
            "due_at": self.due.at.isoformat(),
            "to": [reader.value for reader in rung.to],
        }
        return facts | ({"limit_on": self.due.limit_on.isoformat()} if self.due.limit_on else {})


def waiting(now: datetime) -> QuerySet[Deadline, int]:
    """Keys of the cases whose ladder has to be looked at, the longest waiting first."""
    due = Deadline.objects.filter(next_rung_at__lte=now).order_by()
    return due.values("case").annotate(first=Min("next_rung_at")).order_by("first").values_list("case", flat=True)


def claim(cases: Sequence[Case], now: datetime) -> list[list[Claimed]]:
    """Claim all that is due in some cases: a list for each that has any, in the order in which it became due.

    The caller holds the cases' locks. A second sweep finds nothing: a rung fires once for a deadline and due day, and
    a clock that was paused, ended or extended is no longer due.
    """
    at_hand = {case.pk: case for case in cases}
    deadlines = list(Deadline.objects.filter(case__in=at_hand, next_rung_at__lte=now))
    if not deadlines:
        return []
    fired = set(FiredRung.objects.filter(deadline__in=deadlines).values_list("deadline", "rung", "due_on"))
    cleared = _cleared(at_hand) if any(rung == YELLOW for _deadline, rung, _due_on in fired) else set()
    claimed: dict[int, list[Claimed]] = {}
    for deadline in deadlines:
        case = at_hand[deadline.case_id]
        ladder = _ladder(case, deadline, cleared)
        ahead = [one for one in ladder if (deadline.pk, one.rung.name, deadline.due_on) not in fired]
        due, deadline.next_rung_at = looked_at(ahead, now)
        claimed.setdefault(case.pk, []).extend(Claimed(case, deadline, one) for one in due)
    ordered = [sorted(some, key=lambda one: one.due.at) for some in claimed.values() if some]
    _write(ordered, deadlines, now)
    return ordered


def looked_at(ahead: Iterable[DueRung], now: datetime) -> tuple[list[DueRung], datetime | None]:
    """Of the rungs that have not fired: those that fire now, and when the ladder has to be looked at next."""
    ahead = list(ahead)
    return [one for one in ahead if one.at <= now], next((one.at for one in ahead if one.at > now), None)


def course_of(deadline: TimeLimit, *, cleared: bool = False, order_days: int = ORDER_DAYS) -> Course | None:
    """The course a limit is on; None while it is paused and once it has ended.

    A pause that begins after the due day stops nothing (workflow.clock): such a clock keeps its due day. `order_days`
    are those of the case (ServiceStandard `order`); when the ladder is looked at first does not depend on them.
    """
    if deadline.status not in OPEN or deadline.due_on is None:
        return None
    return Course(
        clock=deadline.clock,
        began_on=deadline.course_on or deadline.received_on,
        due_on=deadline.due_on,
        alarm_from=deadline.alarm_from or deadline.due_on,
        cleared=cleared,
        order_days=order_days,
    )


def _ladder(case: Case, deadline: Deadline, cleared: set[Cleared]) -> tuple[DueRung, ...]:
    is_cleared = (case.pk, deadline.clock, deadline.round, str(deadline.due_on)) in cleared
    order_days = case.standards.get(ORDER, {}).get("budget", ORDER_DAYS)
    course = course_of(deadline, cleared=is_cleared, order_days=order_days)
    return rungs(index_for(deadline.calendar_version), course) if course else ()


def _cleared(cases: Collection[int]) -> set[Cleared]:
    """The due days whose supervision order has been cleared."""
    entries = Event.objects.filter(case__in=cases, name="clear_order").values_list("case", "facts")
    return {(case, facts["clock"], facts["round"], facts["due_on"]) for case, facts in entries}


def _write(claimed: Iterable[list[Claimed]], deadlines: Iterable[Deadline], now: datetime) -> None:
    write_rows(
        FiredRung,
        [
            {
                "deadline_id": one.deadline.pk,
                "rung": one.due.rung.name,
                "is_card": one.due.rung.kind in CARDS,
                "due_on": one.due_on,
                "due_at": one.due.at,
                "fired_at": now,
                "seq": one.case.seq + place,
            }
            for some in claimed
            for place, one in enumerate(some, start=1)
        ],
    )
    save_alike(deadlines, ("next_rung_at",))


def save_alike(deadlines: Iterable[Deadline], fields: Sequence[str]) -> None:
    """Save `fields` with one UPDATE for all that have the same values: due days and moments are few, deadlines many."""
    alike: dict[tuple[Any, ...], list[int]] = {}
    for deadline in deadlines:
        alike.setdefault(tuple(getattr(deadline, name) for name in fields), []).append(deadline.pk)
    for values, keys in alike.items():
        Deadline.objects.filter(pk__in=keys).update(**dict(zip(fields, values, strict=True)))
