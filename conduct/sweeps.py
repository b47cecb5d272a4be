"""What conduct does because its day has come: statements owed, reminders of them and of hearings.

A second run finds nothing.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from calendars.store import current_index
from delivery.reminders import REMINDERS, reminders_due
from workflow import door
from workflow.entries import SystemNote
from workflow.lifecycle import USE_ENDED
from workflow.people import people_of_each

from .circles import respondents
from .models import Hearing, Stage, Statement
from .owing import owe
from .telling import Told, tell

# No reminder comes earlier than so many days before: ten working days and the longest holidays.
EARLIEST = timedelta(days=40)
# Working days before its end at which the respondent is reminded of his hearing.
NEAR = 2


def remind(now: datetime) -> int:
    """All that is due; returns how many messages or entries there were."""
    return owe(now) + sum(_fire(one, now) for one in _owed(now)) + _hearings(now)


def _owed(now: datetime) -> Iterable[Statement]:
    waiting = Statement.objects.filter(
        submitted_at__isnull=True, told__lt=REMINDERS, due_on__lte=localdate(now) + EARLIEST
    )
    return waiting.select_related("grant").order_by("pk")


def _fire(statement: Statement, now: datetime) -> int:
    """Claim the reminder that has fallen due, and write the entry whose messages go out, under the case's lock."""
    today, index, key = localdate(now), current_index(), statement.grant.application_id
    due = reminders_due(statement.due_on, today, index)
    if due <= statement.told:
        return 0
    with transaction.atomic():
        cases = door.locked_cases([key], wait=False)
        mine = Statement.objects.filter(pk=statement.pk, told=statement.told, submitted_at__isnull=True)
        if not cases or cases[0].state not in USE_ENDED or not mine.update(told=due):
            return 0
        name = "statement_overdue" if due == REMINDERS else "remind_statement"
        facts = {"due_on": statement.due_on.isoformat()}
        people = people_of_each(cases, today)
        door.enter([SystemNote(cases[0], people[key], name, facts)], now)
    return 1


def _hearings(now: datetime) -> int:
    """A respondent who has not answered is reminded once; when his term has passed, the supervisor goes on."""
    today, index, told = localdate(now), current_index(), 0
    waiting = Hearing.objects.filter(breach__stage=Stage.HEARING, said_at__isnull=True)
    for hearing in waiting.select_related("breach__handler", "breach__body", "breach__person"):
        breach, left = hearing.breach, index.count(hearing.due_on) - index.count(today)
        values = {"number": breach.number, "respondent": breach.respondent, "due_on": hearing.due_on}
        with transaction.atomic():
            if today > hearing.due_on and breach.handler:
                page = reverse("breach", args=[breach.pk])
                told += len(tell([breach.handler], Told.HEARING_OVER, breach.pk, page, values, now))
            elif left <= NEAR:
                page = reverse("my-breach", args=[breach.pk])
                told += len(tell(respondents(breach, today), Told.HEARING_REMINDER, breach.pk, page, values, now))
    return told
