"""What delivery does because its day has come: reminders of reports on use, and of the end of access. Each case under
its own lock; a second run finds nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from calendars.store import current_index
from workflow import door
from workflow.entries import SystemNote
from workflow.people import people_of_each
from workflow.states import State

from .models import Grant, GrantStatus
from .models.report import ReportStatus, UseReport
from .reminders import REMINDERS, reminders_due
from .reports import plan_reports

# Working days before the end of access on which everyone is told.
BEFORE_THE_END = (10, 3)
# No reminder comes earlier than so many days before: ten working days and the longest holidays.
EARLIEST = timedelta(days=40)


@dataclass(frozen=True)
class Due:
    """A reminder that has fallen due in a case: its entry, and how the claim of it is written down."""

    case: int
    name: str
    facts: dict[str, Any]
    claim: Any


def remind(now: datetime) -> int:
    """All reminders that are due; returns how many there were."""
    plan_reports()
    return sum(_fire(due, now) for due in [*_of_reports(now), *_of_ends(now)])


def _of_reports(now: datetime) -> Iterable[Due]:
    today, index = localdate(now), current_index()
    waiting = UseReport.objects.filter(
        status__in=[ReportStatus.OWED, ReportStatus.RETURNED],
        told__lt=REMINDERS,
        due_on__lte=today + EARLIEST,
        grant__application__case__state__in=[State.IN_USE, State.SUSPENDED],
    )
    for report in waiting.select_related("grant").order_by("pk"):
        due = reminders_due(report.due_on, today, index)
        if due > report.told:
            name = "report_overdue" if due == REMINDERS else "remind_report"
            left = max(0, index.count(report.due_on) - index.count(today))
            facts = {"number": report.number, "due_on": report.due_on.isoformat(), "left": left}
            claim = UseReport.objects.filter(pk=report.pk, told=report.told)
            yield Due(report.grant.application_id, name, facts, lambda claim=claim, due=due: claim.update(told=due))


def _of_ends(now: datetime) -> Iterable[Due]:
    today, index = localdate(now), current_index()
    grants = Grant.objects.filter(
        ended_told__lt=len(BEFORE_THE_END), ends_at__lte=now + EARLIEST, ends_at__gt=now,
        application__case__state=State.IN_USE, status=GrantStatus.ACTIVE, followers__isnull=True,
    )  # fmt: skip
    for grant in grants.order_by("pk"):
        last = localdate(grant.ends_at - timedelta(microseconds=1))
        left = index.count(last) - index.count(today)
        due = sum(left <= days for days in BEFORE_THE_END)
        if due > grant.ended_told:
            claim = Grant.objects.filter(pk=grant.pk, ended_told=grant.ended_told)
            facts = {"ends_on": last.isoformat(), "left": left}
            yield Due(
                grant.application_id, "announce_end", facts, lambda claim=claim, due=due: claim.update(ended_told=due)
            )


def _fire(due: Due, now: datetime) -> int:
    """Claim, and write the entry whose messages go out; 0 when somebody else has, or the case has moved on."""
    with transaction.atomic():
        cases = door.locked_cases([due.case], wait=False)
        if not cases or cases[0].state not in (State.IN_USE, State.SUSPENDED) or not due.claim():
            return 0
        people = people_of_each(cases, localdate(now))
        door.enter([SystemNote(cases[0], people[due.case], due.name, due.facts)], now)
    return 1
