"""Which acts start and end the limit of a matter. The limit itself is that of every clock: workflow.deadlines settles
it, workflow.clock explains it."""

from datetime import date

from calendars.local import local_day
from calendars.store import current_index
from workflow.deadlines import settle, standard_on
from workflow.escalation import first_moment
from workflow.models import ORDER, DeadlineStatus, MatterClock
from workflow.rungs import course_of
from workflow.time_limit import OPEN

from .models import Matter, MatterEntry, MatterLimit

STARTS: dict[str, MatterClock] = {
    "report": MatterClock.CORRECTION,
    "assign": MatterClock.DEMAND,
    # The promise of five days is made anew: whoever is asked now owes the answer by then.
    "dispute": MatterClock.CORRECTION,
}
ENDS = frozenset({"answer", "uphold"})
VOIDS = frozenset({"withdraw"})


def open_limit(matter: Matter) -> MatterLimit | None:
    """The limit that runs: one query."""
    return MatterLimit.objects.filter(matter=matter, status__in=OPEN).first()


def follow(matter: Matter, entry: MatterEntry) -> MatterLimit | None:
    """What an entry does to the matter's limit; the one that runs afterwards, or that has just ended.

    A transfer, and a second assignment, leave it as it is: the promise was made to who asked, not to a department.
    """
    limit = open_limit(matter)
    if entry.name in ENDS | VOIDS and limit:
        return _end(limit, local_day(entry.at), void=entry.name in VOIDS)
    if entry.name in STARTS and limit is None:
        return _start(matter, STARTS[entry.name], local_day(entry.at))
    return limit


def _start(matter: Matter, clock: MatterClock, today: date) -> MatterLimit:
    """By the standards in force on the day of receipt, which hold for it whatever replaces them (ADR 0004)."""
    standard, index = standard_on(clock, today), current_index()
    limit = MatterLimit(
        matter=matter,
        clock=clock,
        standard=standard,
        round=1 + MatterLimit.objects.filter(matter=matter).count(),
        received_on=today,
        budget=standard.working_days,
        mode=standard.mode,
        amber_at=standard.amber_at,
        order_days=standard_on(ORDER, today).working_days,
        course_on=today,
    )
    settle(limit, index)
    limit.next_rung_at = first_moment(index, course_of(limit))
    limit.save()
    return limit


def _end(limit: MatterLimit, today: date, *, void: bool) -> MatterLimit:
    in_time = limit.due_on is None or today <= limit.due_on
    limit.status = DeadlineStatus.VOID if void else DeadlineStatus.MET if in_time else DeadlineStatus.LATE
    limit.finished_on, limit.next_rung_at = today, None
    limit.save(update_fields=["status", "finished_on", "next_rung_at"])
    return limit
