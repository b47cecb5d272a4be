"""What of a matter's ladder fires now, and what a changed calendar makes of its limit.

The ladder is workflow.escalation.rungs, the course workflow.rungs.course_of and the settling workflow.deadlines.settle,
as for every case; only the claims and the entries are those of a matter. The caller holds the matter's lock.
"""

from datetime import date, datetime

from calendars.index import WorkdayIndex
from calendars.local import local_day
from calendars.models import CalendarVersion, HolidayNotice
from calendars.store import index_for
from workflow.deadlines import SETTLED, settle
from workflow.escalation import CARDS, DueRung, rungs
from workflow.resettle import cause_of
from workflow.rungs import course_of, looked_at
from workflow.shifts import shift_of

from .models import MatterLimit, MatterOrder, MatterRung

# Name of an entry by the system, and what it records.
Told = tuple[str, dict[str, object]]


def claim(limit: MatterLimit, now: datetime, seq: int, *, until: datetime | None = None) -> list[DueRung]:
    """The rungs that are due by `until` (now), in order, each under its claim; `seq` is the entry before the first.

    A second look finds nothing: a rung fires once for a limit and its due day.
    """
    until = until or now
    if limit.next_rung_at is None or limit.next_rung_at > until or limit.due_on is None:
        return []
    fired = set(MatterRung.objects.filter(limit=limit, due_on=limit.due_on).values_list("rung", flat=True))
    ahead = [one for one in _ladder(limit, limit.due_on) if one.rung.name not in fired]
    due, limit.next_rung_at = looked_at(ahead, until)
    MatterRung.objects.bulk_create(
        MatterRung(
            limit=limit,
            rung=one.rung.name,
            is_card=one.rung.kind in CARDS,
            due_on=limit.due_on,
            due_at=one.at,
            fired_at=now,
            seq=seq + place,
        )
        for place, one in enumerate(due, start=1)
    )
    limit.save(update_fields=["next_rung_at"])
    return due


def _ladder(limit: MatterLimit, due_on: date) -> tuple[DueRung, ...]:
    cleared = MatterOrder.objects.filter(limit=limit, missed_on=due_on, cleared_at__isnull=False).exists()
    course = course_of(limit, cleared=cleared, order_days=limit.order_days)
    return rungs(index_for(limit.calendar_version), course) if course else ()


def in_force_since(old: str, new: str, now: datetime) -> datetime:
    """The moment from which the calendar `new` took the place of `old`; never later than now."""
    code = cause_of(old, new)
    approved = HolidayNotice.objects.filter(code=code).values_list("approved_at", flat=True).first() if code else None
    built = CalendarVersion.objects.filter(digest=new).values_list("built_at", flat=True).first()
    return min(approved or built or now, now)


def resettled(limit: MatterLimit, index: WorkdayIndex, since: datetime) -> Told | None:
    """Settle by the calendar that came into force at `since`; what is entered where the day moved or became firm."""
    shift = shift_of(limit, index)
    old_due_on, was_firm, old_calendar = limit.due_on, limit.firm, limit.calendar_version
    today = local_day(since)
    into_past = shift.into_past(today)
    if shift.changes:
        limit.course_on = today
    settle(limit, index)
    limit.save(update_fields=[*SETTLED, "course_on"])
    if not shift.moves or limit.due_on is None or old_due_on is None:
        return None
    return "resettle", {
        "notice": cause_of(old_calendar, index.version),
        "calendar": index.version,
        "old": old_due_on.isoformat(),
        "due_on": limit.due_on.isoformat(),
        "was_firm": was_firm,
        "firm": limit.firm,
        "into_past": into_past,
    }
