"""When the use of data has ended, a statement of what became of them is owed. The sweep finds who owes it, so that no
move waits for it."""

from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from applications.succession import is_taken_over
from delivery.models import Grant, GrantStatus
from workflow.models import DISPOSAL
from workflow.states import State

from .limits import last_day
from .models import Statement

# How far back the sweep looks, should it have stood still; what ended before that owes nothing any more.
LOOKS_BACK = timedelta(days=14)


def owe(now: datetime) -> int:
    """A statement for each grant that has ended and has none, due so many working days from its end; returns how many.
    What was never delivered owes nothing, nor what goes on under another agreement."""
    ended = Grant.objects.filter(
        status=GrantStatus.ENDED, ended_at__gte=now - LOOKS_BACK, ended_at__lte=now, statement__isnull=True
    )
    grants = [one for one in ended.select_related("application__case", "application__agreement") if not _goes_on(one)]
    Statement.objects.bulk_create([Statement(grant=one, due_on=_due_on(one)) for one in grants], ignore_conflicts=True)
    return len(grants)


def _due_on(grant: Grant) -> date:
    return last_day(DISPOSAL, localdate(grant.ended_at))


def _goes_on(grant: Grant) -> bool:
    application = grant.application
    if application.case.state != State.CLOSED:
        return False
    return is_taken_over(application.agreement, localdate(grant.ended_at))
