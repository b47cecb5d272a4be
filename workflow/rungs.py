"""Which rungs of a case fire now? Each is claimed by a row of its own, under the case's lock, before it is raised."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Min, OuterRef, QuerySet, Subquery

from calendars.store import index_for

from .escalation import CARDS, Course, DueRung, rungs
from .models import OPEN, Case, Deadline, Event, FiredRung

# The rung after which a supervisor can clear the order.
YELLOW = "yellow_card"


@dataclass(frozen=True)
class Claimed:
    """A rung that fires for a deadline; `facts` is what its journal entry records."""

    deadline: Deadline
    due: DueRung

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


def next_rung_of_case() -> Subquery:
    """When the ladder of a case (the outer query's row) has to be looked at, as an expression."""
    ahead = Deadline.objects.filter(case=OuterRef("pk"), next_rung_at__isnull=False).order_by("next_rung_at")
    return Subquery(ahead.values("next_rung_at")[:1])


def claim(case: Case, now: datetime) -> list[Claimed]:
    """Claim all that is due, in the order in which it became due; the caller holds the case's lock.

    A second sweep finds nothing: a rung fires once for a deadline and due day, and a clock that was paused, ended or
    extended is no longer due.
    """
    deadlines = list(Deadline.objects.filter(case=case, next_rung_at__lte=now))
    if not deadlines:
        return []
    fired = {(one.deadline_id, one.rung, one.due_on) for one in FiredRung.objects.filter(deadline__in=deadlines)}
    cleared = _cleared(case) if any(rung == YELLOW for _deadline, rung, _due_on in fired) else set()
    claimed = []
    for deadline in deadlines:
        ahead = [
            one for one in _ladder(deadline, cleared) if (deadline.pk, one.rung.name, deadline.due_on) not in fired
        ]
        claimed += [Claimed(deadline, one) for one in ahead if one.at <= now]
        deadline.next_rung_at = next((one.at for one in ahead if one.at > now), None)
    claimed.sort(key=lambda one: one.due.at)
    _write(case, claimed, deadlines, now)
    return claimed


def course_of(deadline: Deadline, *, cleared: bool = False) -> Course | None:
    """The course a deadline is on; None while it is paused and once it has ended.

    A pause that begins after the due day stops nothing (workflow.clock): such a clock keeps its due day.
    """
    if deadline.status not in OPEN or deadline.due_on is None:
        return None
    return Course(
        clock=deadline.clock,
        began_on=deadline.course_on or deadline.received_on,
        due_on=deadline.due_on,
        alarm_from=deadline.alarm_from or deadline.due_on,
        cleared=cleared,
    )


def _ladder(deadline: Deadline, cleared: set[tuple[str, int, str]]) -> tuple[DueRung, ...]:
    is_cleared = (deadline.clock, deadline.round, str(deadline.due_on)) in cleared
    course = course_of(deadline, cleared=is_cleared)
    return rungs(index_for(deadline.calendar_version), course) if course else ()


def _cleared(case: Case) -> set[tuple[str, int, str]]:
    """The due days (with clock and round) whose supervision order has been cleared."""
    entries: Iterable[dict[str, Any]] = Event.objects.filter(case=case, name="clear_order").values_list(
        "facts", flat=True
    )
    return {(facts["clock"], facts["round"], facts["due_on"]) for facts in entries}


def _write(case: Case, claimed: list[Claimed], deadlines: list[Deadline], now: datetime) -> None:
    FiredRung.objects.bulk_create(
        FiredRung(
            deadline=one.deadline,
            rung=one.due.rung.name,
            is_card=one.due.rung.kind in CARDS,
            due_on=one.due_on,
            due_at=one.due.at,
            fired_at=now,
            seq=case.seq + place,
        )
        for place, one in enumerate(claimed, start=1)
    )
    Deadline.objects.bulk_update(deadlines, ["next_rung_at"])
