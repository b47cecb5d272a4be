"""Holding back what waits for a channel that is out of order, for all workers at once.

After FAILURES in a row the channel is paused: for 15 s, then 30 s, up to 5 min. When the pause is over, one job tries
for all the others. While it is paused nobody loses an attempt, so an outage of any length loses nothing.
"""

import logging
import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Coalesce

from jobs import Postponed, clock
from jobs.putting_off import put_off

from ..models import Breaker
from .trouble import ChannelTrouble

log = logging.getLogger("wuri.channels")

FAILURES = 5
LONGEST_PAUSE = timedelta(minutes=5)


@contextmanager
def through(channel: str, job: str, **payload: object) -> Iterator[None]:
    """The block sends over the channel, and raises ChannelTrouble if that is out of order. Raises Postponed while it
    is paused. `job` and `payload` say which jobs wait for the same channel."""
    now = clock.now()
    known = Breaker.objects.filter(channel=channel).first()
    trial = known is not None and known.open_until is not None
    if known is not None and trial:
        _take_the_trial(known, now, job, payload)
    try:
        yield
    except ChannelTrouble as trouble:
        until = failed(channel, str(trouble), clock.now())
        if until is not None:
            put_off(job, until, **payload)
        if trial and until is not None:
            raise Postponed(until, str(trouble)) from trouble
        raise
    if known is not None and known.failures:
        recovered(channel)


def _take_the_trial(known: Breaker, now: datetime, job: str, payload: dict[str, object]) -> None:
    until = known.open_until
    assert until is not None
    if now >= until:
        mine = Breaker.objects.filter(channel=known.channel, open_until=until).update(open_until=now + trial_time())
        if mine:
            return
        until = now + first_pause() / 5
    put_off(job, until, **payload)
    raise Postponed(until, f"{known.channel} is out of order: {known.last_error}")


def failed(channel: str, error: str, now: datetime) -> datetime | None:
    """One more failure in a row; until when the channel is paused from now on, or None."""
    Breaker.objects.get_or_create(channel=channel)
    row = Breaker.objects.filter(channel=channel)
    row.update(failures=F("failures") + 1, since=Coalesce("since", now), last_error=error[:500].replace("\0", ""))
    failures = row.values_list("failures", flat=True)[0]
    if failures < FAILURES:
        return None
    until = now + pause(failures) * random.uniform(0.9, 1.1)
    row.update(open_until=until)
    log.error("%s is out of order, paused until %s: %s", channel, until.isoformat(timespec="seconds"), error)
    return until


def first_pause() -> timedelta:
    """WURI_CHANNEL_PAUSE_SECONDS, default 15."""
    return timedelta(seconds=getattr(settings, "WURI_CHANNEL_PAUSE_SECONDS", 15))


def trial_time() -> timedelta:
    """How long the one that tries may take; longer than the time limit of every channel."""
    return timedelta(seconds=2 * settings.EMAIL_TIMEOUT)


def pause(failures: int) -> timedelta:
    """How long the channel rests after so many failures in a row."""
    doubled: timedelta = first_pause() * 2 ** min(failures - FAILURES, 10)
    return min(LONGEST_PAUSE, doubled)


def recovered(channel: str) -> None:
    """The channel works again."""
    if Breaker.objects.filter(channel=channel).update(failures=0, open_until=None, since=None):
        log.info("%s is in order again", channel)
