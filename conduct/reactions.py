"""When the use of data ends, a statement of what became of them is owed."""

from collections.abc import Sequence

from django.utils.timezone import localdate

from applications.models import Application
from applications.succession import is_taken_over
from delivery.models import Grant
from workflow.door import Change
from workflow.models import DISPOSAL

from .limits import last_day
from .models import Statement

ENDS = frozenset({"close", "revoke"})


def follow(changes: Sequence[Change]) -> None:
    """For grants that end; what was never delivered owes nothing, nor what goes on under another agreement."""
    for change in changes:
        if change.event.name in ENDS:
            _owe(change)


def _owe(change: Change) -> None:
    grant = Grant.objects.filter(application=change.case.pk).first()
    if grant is None:
        return
    today = localdate(change.now)
    if change.event.name == "close" and _goes_on(change):
        return
    due_on = last_day(DISPOSAL, today)
    Statement.objects.bulk_create([Statement(grant=grant, due_on=due_on)], ignore_conflicts=True)


def _goes_on(change: Change) -> bool:
    application: Application = change.case.application
    return is_taken_over(application.agreement, localdate(change.now))
