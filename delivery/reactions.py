"""Access follows the state: it begins at delivery and ends, or stands still, in the transaction of the move."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from applications.models import DeliveryMode
from calendars.local import SHANGHAI
from workflow.door import Change
from workflow.states import State

from .carrying import hand_over
from .models import Grant, GrantStatus
from .refusals import TooLateToDeliver
from .sandbox import settling

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
        if Grant.objects.filter(application=change.case.pk).update(status=status, **ended):
            settling.tell_of(change.case.pk, change.event.seq)


def begin(change: Change) -> None:
    """The grant of a delivery: the decided columns, from the agreement's first day to its last minute.

    Raises TooLateToDeliver, which undoes the move, when the agreement has ended by then.
    """
    facts = change.event.facts
    ends_at = last_moment(date.fromisoformat(facts["ends_on"]))
    if change.now >= ends_at:
        raise TooLateToDeliver
    begins = facts.get("starts_on")
    starts_at = max(change.now, first_moment(date.fromisoformat(begins))) if begins else change.now
    grant = Grant(application_id=change.case.pk, fields=facts["fields"], starts_at=starts_at, ends_at=ends_at)
    if facts.get("follows"):
        former = Grant.objects.filter(application=facts["follows"])
        grant.continues = former.exclude(application__case__state=State.REVOKED).first()
    grant.save(force_insert=True)
    if grant.continues is not None:
        _take_over(grant, facts, change.now)
    elif facts.get("mode") == DeliveryMode.SANDBOX:
        settling.order_place(grant)


def _take_over(grant: Grant, facts: dict[str, Any], now: datetime) -> None:
    """What begins at once ends the former grant at once: no minute with two of them."""
    if grant.starts_at > now:
        return
    hand_over(grant, facts.get("mode", ""), now)
    former = Grant.objects.filter(followers=grant).exclude(status=GrantStatus.ENDED)
    former.update(status=GrantStatus.ENDED, ended_at=now)


def first_moment(day: date) -> datetime:
    """The beginning of a day in Shanghai."""
    return datetime.combine(day, time.min, tzinfo=SHANGHAI)


def last_moment(day: date) -> datetime:
    """The end of a day in Shanghai: the first moment of the next."""
    return first_moment(day + timedelta(days=1))
