"""What time it is, for the pages and the worker alike.

Normally the machine's clock. Two things can move it:
- a test, with `travel(moment)`: time stands still there until it is moved on;
- a demonstration, with the file named by settings.WURI_CLOCK_FILE. It holds either a signed number of
  seconds to add ("+86400", "-3600") or an ISO moment with its offset ("2026-09-28T09:00:00+08:00"): the
  clock showed that moment when the file was written, and runs on from there. Without the file, the
  machine's clock. Never set in production, nor needed on more than one machine.

Leases of running jobs do not follow it (see lease.py): moving the calendar must not take work away.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone


class NaiveMoment(ValueError):
    """A moment without a time zone was given; which day it falls on would be a guess."""


class ClockFileIsUnreadable(ValueError):
    """WURI_CLOCK_FILE holds neither a number of seconds nor an ISO moment with its offset."""


class DemoClockIsOff(RuntimeError):
    """The clock can only be set where settings.WURI_CLOCK_FILE names a file."""


def now() -> datetime:
    """The present moment, aware, in UTC."""
    if _journeys:
        return _journeys[-1].moment
    return timezone.now().astimezone(UTC) + _shift()


def aware(moment: datetime) -> datetime:
    """`moment` itself; raises NaiveMoment when it has no time zone."""
    if timezone.is_naive(moment):
        raise NaiveMoment(f"{moment.isoformat()} has no time zone")
    return moment


class Journey:
    """A clock that stands still and is moved by hand."""

    def __init__(self, moment: datetime) -> None:
        self.move_to(moment)

    def move_to(self, moment: datetime) -> None:
        """Set the clock to an aware moment."""
        self.moment = aware(moment).astimezone(UTC)

    def forward(self, by: timedelta) -> None:
        """Move the clock on."""
        self.moment += by


@contextmanager
def travel(moment: datetime) -> Iterator[Journey]:
    """For tests: now() answers `moment`, in every thread, until the block ends; the inner one holds."""
    journey = Journey(moment)
    _journeys.append(journey)
    try:
        yield journey
    finally:
        _journeys.remove(journey)


def set_demo_clock(to: datetime | None) -> None:
    """Let the demonstration's clock run on from the aware moment `to`; None gives it back to the machine."""
    if not settings.WURI_CLOCK_FILE:
        raise DemoClockIsOff
    path = Path(settings.WURI_CLOCK_FILE)
    if to is None:
        path.unlink(missing_ok=True)
        return
    # A number of seconds, not the moment: it stays true when the file is copied. Renamed, so never half read.
    seconds = (aware(to) - timezone.now()).total_seconds()
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.write_text(f"{seconds:+.3f}\n")
    draft.replace(path)


_journeys: list[Journey] = []


def _shift() -> timedelta:
    path = getattr(settings, "WURI_CLOCK_FILE", "")
    if not path:
        return timedelta()
    try:
        written = Path(path).stat().st_mtime_ns
    except FileNotFoundError:
        return timedelta()
    return _shift_in(str(path), written)


@lru_cache(maxsize=1)
def _shift_in(path: str, written: int) -> timedelta:
    text = Path(path).read_text().strip()
    try:
        return timedelta(seconds=float(text))
    except ValueError:
        pass
    try:
        return aware(datetime.fromisoformat(text)) - datetime.fromtimestamp(written / 1e9, UTC)
    except ValueError as error:
        raise ClockFileIsUnreadable(f"{path}: {text[:40]!r}") from error
