"""Standings and days as the clock itself gives them, by the notices that are published; no database."""

from datetime import date
from functools import cache

from django.utils.translation import gettext as _

from calendars.index import WorkdayIndex
from calendars.notices import published_notices
from workflow.clock import Day, Mode, Pause, Standing, explain, standing

RECEIVED = date(2026, 9, 10)  # a Thursday; ten working days without a pause end on 2026-09-23


@cache
def index() -> WorkdayIndex:
    return WorkdayIndex.from_notices(published_notices())


def correction() -> Pause:
    """The applicant completes his materials for a week."""
    return Pause(date(2026, 9, 11), date(2026, 9, 18), _("补正"))


def still_paused() -> Pause:
    return Pause(date(2026, 9, 11), None, _("补正"))


def stands(
    today: str, *, budget: int = 5, received: date = RECEIVED, pauses: tuple[Pause, ...] = (), ended: str = ""
) -> Standing:
    """How a clock of `budget` working days stands on a day; `ended` is the day it was stopped."""
    finished_on = date.fromisoformat(ended) if ended else None
    return standing(index(), received, budget, pauses, Mode.SUSPEND, date.fromisoformat(today), finished_on)


def days(until: str, *, budget: int = 5, received: date = RECEIVED, pauses: tuple[Pause, ...] = ()) -> tuple[Day, ...]:
    """Why that date: the days from the receipt to the due day or to `until`."""
    return explain(index(), received, budget, pauses, Mode.SUSPEND, date.fromisoformat(until))


def standings() -> dict[str, Standing]:
    """One standing of every kind, under the name of what makes it so."""
    return {
        "received today": stands("2026-09-10"),
        "normal": stands("2026-09-14"),
        "two days left": stands("2026-09-15"),
        "due today": stands("2026-09-17"),
        "one day late": stands("2026-09-18"),
        "late on a rest day": stands("2026-09-19", received=date(2026, 9, 11)),
        "paused": stands("2026-09-14", pauses=(still_paused(),)),
        "after a pause": stands("2026-09-23", budget=10, pauses=(correction(),)),
        "ended early": stands("2026-09-30", ended="2026-09-15"),
        "ended on the last day": stands("2026-09-30", ended="2026-09-17"),
        "ended late": stands("2026-09-30", ended="2026-09-21"),
        "provisional": stands("2026-12-29", received=date(2026, 12, 28)),
    }
