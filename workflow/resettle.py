"""Settle open deadlines anew after the calendar has changed: chunk by chunk, each case under the door's lock.

What moves is entered in the journal of its case ("resettle"), with a DeadlineRevision for each clock; those concerned
are told as after every entry. What does not move only takes up the new calendar. Ended deadlines are not touched: they
keep the day and the calendar by which they were judged. A deadline is settled when it carries the current calendar's
version, so a run that was cut off goes on where it stopped, and a second run finds nothing.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from calendars.index import WorkdayIndex
from calendars.models import CalendarVersion, HolidayNotice
from calendars.store import current_version_digest, index_for

from . import door
from .deadlines import SETTLED, settle
from .models import OPEN, Case, Deadline, DeadlineRevision
from .shifts import Shift, open_deadlines, shift_of

log = logging.getLogger("wuri")

CHUNK = 50  # cases in one transaction: short enough for SQLite's one writer


@dataclass(frozen=True)
class Chunk:
    """What a chunk came to: the key of its last case (None: there was nothing left), and how many cases moved."""

    last: int | None
    moved: int = 0
    failed: tuple[int, ...] = ()


def unsettled(digest: str) -> Any:
    """Open deadlines that do not carry the calendar `digest` yet."""
    return Deadline.objects.filter(status__in=OPEN).exclude(calendar_version=digest)


def resettle_chunk(digest: str, *, after: int, now: datetime, limit: int = CHUNK) -> Chunk:
    """Settle the next `limit` cases with a key above `after` by the calendar `digest`, in one transaction.

    A case that fails is left as it was and named; the others are settled. Of a calendar that is no longer current
    nothing is settled: the one that replaced it has a run of its own.
    """
    if digest != current_version_digest():
        return Chunk(None)
    waiting = unsettled(digest).filter(case_id__gt=after).order_by("case_id").values_list("case_id", flat=True)
    keys = list(waiting.distinct()[:limit])
    if not keys:
        return Chunk(None)
    index = index_for(digest)
    moved, failed = 0, []
    with transaction.atomic():
        # In the order of their keys: two that lock several cases never wait for each other.
        list(Case.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk").values_list("pk"))
        rows = open_deadlines().filter(case__in=keys).exclude(calendar_version=digest)
        for case_id, deadlines in groupby(rows, key=attrgetter("case_id")):
            try:
                with transaction.atomic():
                    moved += resettle_case(case_id, list(deadlines), index, now)
            except Exception:
                log.exception("case %d could not be settled by calendar %s", case_id, digest)
                failed.append(case_id)
    return Chunk(keys[-1], moved, tuple(failed))


def resettle_case(case_id: int, deadlines: Iterable[Deadline], index: WorkdayIndex, now: datetime) -> bool:
    """Settle the open deadlines of one case; whether any of them moved. The caller holds the case's lock."""
    shifts = [shift_of(deadline, index) for deadline in deadlines]
    still = [shift.deadline for shift in shifts if not shift.changes]
    for deadline in still:
        settle(deadline, index)
    Deadline.objects.bulk_update(still, SETTLED)
    moved = [shift for shift in shifts if shift.changes]
    if moved:
        _enter(case_id, moved, index, now)
    return bool(moved)


def relied_on(deadline: Deadline) -> date | None:
    """The latest day that people were told for this clock: nobody loses a right because a notice came afterwards."""
    told = DeadlineRevision.objects.filter(deadline=deadline).values_list("old_due_on", flat=True)
    return max((day for day in (deadline.due_on, *told) if day is not None), default=None)


def moved_into_past() -> Any:
    """Revisions that made an open deadline late, the latest first: for the people who have the case."""
    found = DeadlineRevision.objects.filter(moved_into_past=True, deadline__status__in=OPEN)
    return found.select_related("case__provider", "case__handler", "deadline")


def _enter(case_id: int, moved: list[Shift], index: WorkdayIndex, now: datetime) -> None:
    """The journal's entry, the revisions, and the deadlines themselves, in this order under the door."""
    today = localdate(now)
    revisions = [_revision(shift, index, now, today) for shift in moved]
    cause = next((one.cause for one in revisions if one.cause), "")
    with door.note(case_id, "resettle", None, now=now) as step:
        for shift in moved:
            shift.deadline.course_on = today
            settle(shift.deadline, index)
        Deadline.objects.bulk_update([shift.deadline for shift in moved], [*SETTLED, "course_on"])
        step.record = {
            "notice": cause,
            "doc_no": _doc_no(cause),
            "calendar": index.version,
            "changes": [_facts(one) for one in revisions],
            "into_past": any(one.moved_into_past for one in revisions),
        }
        # The entry's number is the next one: the door gives it when the body has ended.
        for one in revisions:
            one.seq = step.case.seq + 1
        DeadlineRevision.objects.bulk_create(revisions)


def _revision(shift: Shift, index: WorkdayIndex, now: datetime, today: date) -> DeadlineRevision:
    deadline = shift.deadline
    return DeadlineRevision(
        case=deadline.case,
        deadline=deadline,
        at=now,
        cause=_cause(deadline.calendar_version, index.version),
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
def _cause(old: str, new: str) -> str:
    """The latest notice that the new calendar has and the old one had not; empty where only the rule changed."""
    notices = dict(CalendarVersion.objects.filter(digest__in=[old, new]).values_list("digest", "notices"))
    added = [code for code in notices.get(new, []) if code not in notices.get(old, [])]
    return added[-1] if added else ""


def _doc_no(code: str) -> str:
    return HolidayNotice.objects.filter(code=code).values_list("doc_no", flat=True).first() or "" if code else ""
