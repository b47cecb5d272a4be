"""Settle open deadlines anew after the calendar has changed: chunk by chunk, each case under the door's lock.

What moves is entered in the journal of its case ("resettle"), with a DeadlineRevision for each clock; those concerned
are told as after every entry. What does not move only takes up the new calendar. Ended deadlines are not touched: they
keep the day and the calendar by which they were judged. A deadline is settled when it carries the current calendar's
version, so a run that was cut off goes on where it stopped, and a second run finds nothing.
"""

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils.timezone import localdate

from calendars.index import WorkdayIndex
from calendars.models import CalendarVersion, HolidayNotice
from calendars.store import current_version_digest, index_for
from jobs import together

from . import door
from .deadlines import SETTLED, settle
from .door import locked_cases
from .many import nothing_collected, write_many
from .models import OPEN, Case, Deadline, DeadlineRevision
from .people import people_of_each
from .rungs import save_alike
from .shifts import Shift, shift_of

log = logging.getLogger("wuri")

# Cases in one transaction: short enough for SQLite's one writer; on PostgreSQL nobody waits for other cases.
CHUNK = {"sqlite": 25, "postgresql": 200}


@dataclass(frozen=True)
class Chunk:
    """What a chunk came to: the key of its last case (None: there was nothing left), and how many cases moved."""

    last: int | None
    moved: int = 0
    failed: tuple[int, ...] = ()


def unsettled(digest: str) -> Any:
    """Open deadlines that do not carry the calendar `digest` yet."""
    return Deadline.objects.filter(status__in=OPEN).exclude(calendar_version=digest)


def resettle_chunk(digest: str, *, after: int, now: datetime, limit: int | None = None) -> Chunk:
    """Settle the next `limit` cases with a key above `after` by the calendar `digest`, in one transaction.

    A case that fails is left as it was and named; the others are settled. Of a calendar that is no longer current
    nothing is settled: the one that replaced it has a run of its own.
    """
    if digest != current_version_digest():
        return Chunk(None)
    waiting = unsettled(digest).filter(case_id__gt=after).order_by("case_id").values_list("case_id", flat=True)
    keys = list(waiting.distinct()[: limit or CHUNK[connection.vendor]])
    if not keys:
        return Chunk(None)
    with transaction.atomic():
        moved, failed = _settle_all(keys, index_for(digest), now)
    return Chunk(keys[-1], moved, failed)


def _settle_all(keys: Sequence[int], index: WorkdayIndex, now: datetime) -> tuple[int, tuple[int, ...]]:
    """How many cases moved, and which failed: where one does, the others are settled by halves, until it is alone."""
    try:
        with nothing_collected(), transaction.atomic(), together():
            return settle_cases(locked_cases(keys), index, now), ()
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        if len(keys) == 1:
            log.exception("case %d could not be settled by calendar %s", keys[0], index.version)
            return 0, (keys[0],)
        half = len(keys) // 2
        moved, failed = _settle_all(keys[:half], index, now)
        more, others = _settle_all(keys[half:], index, now)
        return moved + more, failed + others


def settle_cases(cases: Sequence[Case], index: WorkdayIndex, now: datetime) -> int:
    """Settle the open deadlines of locked cases; how many cases moved."""
    at_hand = {case.pk: case for case in cases}
    rows = unsettled(index.version).filter(case__in=at_hand).order_by("case_id", "pk")
    shifts = [shift_of(deadline, index) for deadline in rows]
    still = [shift.deadline for shift in shifts if not shift.changes]
    for deadline in still:
        settle(deadline, index)
    save_alike(still, SETTLED)
    moved: dict[int, list[Shift[Deadline]]] = {}
    for shift in shifts:
        if shift.changes:
            moved.setdefault(shift.deadline.case_id, []).append(shift)
    if moved:
        _enter([(at_hand[key], some) for key, some in moved.items()], index, now)
    return len(moved)


def relied_on(deadline: Deadline) -> date | None:
    """The latest day that people were told for this clock: nobody loses a right because a notice came afterwards."""
    told = DeadlineRevision.objects.filter(deadline=deadline).values_list("old_due_on", flat=True)
    return max((day for day in (deadline.due_on, *told) if day is not None), default=None)


def moved_into_past() -> Any:
    """Revisions that made an open deadline late, the latest first: for the people who have the case."""
    found = DeadlineRevision.objects.filter(moved_into_past=True, deadline__status__in=OPEN)
    return found.select_related("case__provider", "case__handler", "deadline")


def _enter(moved: Sequence[tuple[Case, list[Shift[Deadline]]]], index: WorkdayIndex, now: datetime) -> None:
    """What is due by the old days, the deadlines, the journal's entries and the revisions, in this order."""
    today, cases = localdate(now), [case for case, _shifts in moved]
    people = people_of_each(cases, today)
    door.ring(cases, people, now)
    revisions = {case.pk: [_revision(shift, index, now, today) for shift in shifts] for case, shifts in moved}
    deadlines = [shift.deadline for _case, shifts in moved for shift in shifts]
    for deadline in deadlines:
        deadline.course_on = today
        settle(deadline, index)
    save_alike(deadlines, [*SETTLED, "course_on"])
    doc_nos = _doc_nos({one.cause for some in revisions.values() for one in some})
    records = {key: _record(some, index, doc_nos) for key, some in revisions.items()}
    events = door.enter([door.SystemNote(case, people[case.pk], "resettle", records[case.pk]) for case in cases], now)
    for event in events:
        for one in revisions[event.case_id]:
            one.seq = event.seq
    write_many([one for some in revisions.values() for one in some])


def _record(revisions: Sequence[DeadlineRevision], index: WorkdayIndex, doc_nos: Mapping[str, str]) -> dict[str, Any]:
    cause = next((one.cause for one in revisions if one.cause), "")
    return {
        "notice": cause,
        "doc_no": doc_nos.get(cause, ""),
        "calendar": index.version,
        "changes": [_facts(one) for one in revisions],
        "into_past": any(one.moved_into_past for one in revisions),
    }


def _revision(shift: Shift[Deadline], index: WorkdayIndex, now: datetime, today: date) -> DeadlineRevision:
    deadline = shift.deadline
    return DeadlineRevision(
        case_id=deadline.case_id,
        deadline=deadline,
        at=now,
        cause=cause_of(deadline.calendar_version, index.version),
        old_due_on=deadline.due_on,
        new_due_on=shift.becomes.on,
        old_firm=deadline.firm,
        new_firm=shift.becomes.firm,
        old_calendar=deadline.calendar_version,
        new_calendar=index.version,
        moved_into_past=shift.into_past(today),
    )


def _facts(revision: DeadlineRevision) -> dict[str, Any]:
    return {
        "clock": revision.deadline.clock,
        "round": revision.deadline.round,
        "old": revision.old_due_on.isoformat() if revision.old_due_on else "",
        "new": revision.new_due_on.isoformat() if revision.new_due_on else "",
        "was_firm": revision.old_firm,
        "firm": revision.new_firm,
        "into_past": revision.moved_into_past,
    }


@cache
def cause_of(old: str, new: str) -> str:
    """The latest notice that the new calendar has and the old one had not; empty where only the rule changed."""
    notices = dict(CalendarVersion.objects.filter(digest__in=[old, new]).values_list("digest", "notices"))
    added = [code for code in notices.get(new, []) if code not in notices.get(old, [])]
    return added[-1] if added else ""


def _doc_nos(codes: Collection[str]) -> dict[str, str]:
    """The numbers of notices, by their codes."""
    return dict(HolidayNotice.objects.filter(code__in=codes).values_list("code", "doc_no"))
