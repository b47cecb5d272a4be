"""Standings and days as the clock itself gives them, by the notices that are published; no database."""

from datetime import date

from calendars.index import WorkdayIndex
from calendars.notices import published_notices
from workflow.clock import Day, Mode, Pause, Standing, explain, standing

INDEX = WorkdayIndex.from_notices(published_notices())
RECEIVED = date(2026, 9, 10)  # a Thursday; ten working days without a pause end on 2026-09-23
CORRECTION = Pause(date(2026, 9, 11), date(2026, 9, 18), "补正")


def stands(
    today: str, *, budget: int = 5, received: date = RECEIVED, pauses: tuple[Pause, ...] = (), ended: str = ""
) -> Standing:
    """How a clock of `budget` working days stands on a day; `ended` is the day it was stopped."""
    finished_on = date.fromisoformat(ended) if ended else None
    return standing(INDEX, received, budget, pauses, Mode.SUSPEND, date.fromisoformat(today), finished_on)


def days(until: str, *, budget: int = 5, received: date = RECEIVED, pauses: tuple[Pause, ...] = ()) -> tuple[Day, ...]:
    """Why that date: the days from the receipt to the due day or to `until`."""
    return explain(INDEX, received, budget, pauses, Mode.SUSPEND, date.fromisoformat(until))


STILL_PAUSED = (Pause(date(2026, 9, 11), None, "补正"),)
# One standing of every kind, under the name of what makes it so.
STANDINGS = {
    "received today": stands("2026-09-10"),
    "normal": stands("2026-09-14"),
    "two days left": stands("2026-09-15"),
    "due today": stands("2026-09-17"),
    "one day late": stands("2026-09-18"),
    "late on a rest day": stands("2026-09-19", received=date(2026, 9, 11)),
    "paused": stands("2026-09-14", pauses=STILL_PAUSED),
    "after a pause": stands("2026-09-23", budget=10, pauses=(CORRECTION,)),
    "ended early": stands("2026-09-30", ended="2026-09-15"),
    "ended on the last day": stands("2026-09-30", ended="2026-09-17"),
    "ended late": stands("2026-09-30", ended="2026-09-21"),
    "provisional": stands("2026-12-29", received=date(2026, 12, 28)),
}
