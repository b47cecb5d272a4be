"""Access follows the state: it begins at delivery and ends, or stands still, in the transaction of the move."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from calendars.local import SHANGHAI
from workflow.door import Change

from .models import Grant, GrantStatus
from .refusals import TooLateToDeliver

FOLLOWS = {
    "suspend": GrantStatus.SUSPENDED,
    "resume": GrantStatus.ACTIVE,
    "revoke": GrantStatus.ENDED,
    "close": GrantStatus.ENDED,
}


def follow(changes: Sequence[Change]) -> None:
    """Begin, suspend, resume or end the grants of cases; other events leave them alone."""
    for change in changes:
        _follow(change)


def _follow(change: Change) -> None:
    if change.event.name == "deliver":
        begin(change)
    elif change.event.name in FOLLOWS:
        status = FOLLOWS[change.event.name]
        ended = {"ended_at": change.now} if status == GrantStatus.ENDED else {}
        Grant.objects.filter(application=change.case.pk).update(status=status, **ended)


def begin(change: Change) -> None:
    """The grant of a delivery: the decided columns, until the last minute of the agreement.

    Raises TooLateToDeliver, which undoes the move, when the agreement has ended by then.
    """
    facts = change.event.facts
    ends_at = last_moment(date.fromisoformat(facts["ends_on"]))
    if change.now >= ends_at:
        raise TooLateToDeliver
    Grant.objects.create(application_id=change.case.pk, fields=facts["fields"], starts_at=change.now, ends_at=ends_at)


def last_moment(day: date) -> datetime:
    """The end of a day in Shanghai: the first moment of the next."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=SHANGHAI)
