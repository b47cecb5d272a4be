"""The rules again, told the slow way: a set of days and a walk over them. What the index and the clock must equal.

It shares nothing with them: it reads the notices file itself, knows the festivals from a printed almanac, and never
counts ahead.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from pathlib import Path

ONE_DAY = timedelta(days=1)
SOURCE = Path(__file__).parents[2] / "calendars" / "data" / "cn_notices.json"
EIGHT_HOURS_EAST = timezone(timedelta(hours=8))  # Shanghai, without summer time since 1991
NOTICES = json.loads(SOURCE.read_text("utf-8"))["notices"]
NATIONAL = sorted((one for one in NOTICES if one["scope"] == "CN"), key=lambda one: one["published"])

# First day of the lunar year, Qingming, Dragon Boat, Mid-Autumn.
ALMANAC = {
    2018: ("02-16", "04-05", "06-18", "09-24"),
    2019: ("02-05", "04-05", "06-07", "09-13"),
    2020: ("01-25", "04-04", "06-25", "10-01"),
    2021: ("02-12", "04-04", "06-14", "09-21"),
    2022: ("02-01", "04-05", "06-03", "09-10"),
    2023: ("01-22", "04-05", "06-22", "09-29"),
    2024: ("02-10", "04-04", "06-10", "09-17"),
    2025: ("01-29", "04-04", "05-31", "10-06"),
    2026: ("02-17", "04-05", "06-19", "09-25"),
    2027: ("02-06", "04-05", "06-09", "09-15"),
}


class Outside(LookupError):
    """The walk has left the years that are built."""


@dataclass(frozen=True)
class Days:
    """Which days are worked, by all that was published by a day; from 2018 to the year after the last notice."""

    settled: dict[date, bool]
    last_notice: int

    def works(self, day: date) -> bool:
        if not 2018 <= day.year <= self.last_notice + 1:
            raise Outside(day)
        return self.settled.get(day, day.weekday() < 5)

    def firm(self, day: date) -> bool:
        return day <= date(self.last_notice, 12, 24)


@lru_cache(maxsize=128)
def days_known(as_of: date | None = None, scope: str = "CN") -> Days:
    """National notices first, then those of the city; within each the later one has the last word."""
    known = [one for one in NOTICES if as_of is None or (one["published"] and one["published"] <= as_of.isoformat())]
    national = [one for one in NATIONAL if one in known]
    local = sorted((one for one in known if one["scope"] == scope != "CN"), key=lambda one: one["published"] or "9999")
    last = max(one["covers"] for one in national if one["covers"])
    settled = dict.fromkeys(_estimated(last + 1), False)
    for record in national + local:
        for first, until, *_name in record["off"]:
            day = date.fromisoformat(first)
            while day <= date.fromisoformat(until):
                settled[day] = False
                day += ONE_DAY
        for text in record["work"]:
            settled[date.fromisoformat(text)] = True
    return Days(settled, last)


def _estimated(year: int) -> list[date]:
    """Thirteen days by regulation; one on a weekend, or on a day that is off already, moves to the next free one."""
    spring, *others = (date.fromisoformat(f"{year}-{text}") for text in ALMANAC[year])
    fixed = [date.fromisoformat(f"{year}-{text}") for text in ("01-01", "05-01", "05-02", "10-01", "10-02", "10-03")]
    statutory = sorted([*fixed, *others, *(spring + n * ONE_DAY for n in (-1, 0, 1, 2))])
    off, seen = list(statutory), set()
    for day in statutory:
        moved = day
        while (day.weekday() > 4 or day in seen) and (moved in off or moved.weekday() > 4):
            moved += ONE_DAY
        off.append(moved)
        seen.add(day)
    return off


EVERYTHING = days_known()


def works(day: date) -> bool:
    """Is `day`, of 2018 to 2026, a working day?"""
    return EVERYTHING.works(day)


def due_by_walking(
    received_on: date, budget: int, pauses: Sequence[tuple[date, date]] = (), days: Days = EVERYTHING
) -> date:
    """Walk from the receipt, tick off working days outside pauses, until the budget is gone.

    A pause (p, r] covers the days after p up to r. One that begins on what would be the last day takes that day back.
    """
    lasting = [(since, until) for since, until in pauses if until > since]
    day, used = received_on, 0
    while used < budget:
        day += ONE_DAY
        if not days.works(day) or any(since < day <= until for since, until in lasting):
            continue
        used += 1
        used -= used == budget and any(since == day for since, _until in lasting)
    return day


def due_by_restarting(
    received_on: date,
    budget: int,
    restarts: Sequence[tuple[date, date]],
    pauses: Sequence[tuple[date, date]] = (),
    days: Days = EVERYTHING,
) -> date:
    """Begin anew at the end of each of `restarts` that begins while the clock runs or rests; `pauses` only suspend."""
    start = received_on
    for since, until in sorted(restarts):
        if since <= due_by_walking(start, budget, pauses, days):
            start = max(start, until)
    return due_by_walking(start, budget, pauses, days)


@dataclass(frozen=True)
class Case:
    """A question: pauses are (since, until or None while it is open, whether it restarts the clock)."""

    received_at: date
    budget: int
    pauses: tuple[tuple[date, date | None, bool], ...] = ()
    as_of: date | None = None
    scope: str = "CN"


def answer(case: Case) -> str:
    """ "2026-09-28 firm 2026-09-28", due day and first day of the warnings; "paused"; or "refused"."""
    at = case.received_at
    on = at.astimezone(EIGHT_HOURS_EAST).date() if isinstance(at, datetime) else at
    if case.budget < 1 or any(since < on or (until and until < since) for since, until, _restarts in case.pauses):
        return "refused"
    try:
        return _walked(case, on, days_known(case.as_of, case.scope))
    except Outside:
        return "refused"


def _walked(case: Case, on: date, days: Days) -> str:
    days.works(on)
    closed = [(since, until, restarts) for since, until, restarts in case.pauses if until]
    for begins in sorted(since for since, until, _restarts in case.pauses if until is None):
        before = [one for one in closed if one[0] <= begins]
        if begins <= _due(case, on, before, days):
            return "paused"
    due = _due(case, on, closed, days)
    earlier = due if days.firm(due) else due - ONE_DAY
    while not days.works(earlier):
        earlier -= ONE_DAY
    return f"{due} {'firm' if days.firm(due) else 'provisional'} {earlier}"


def _due(case: Case, on: date, closed: list[tuple[date, date, bool]], days: Days) -> date:
    restarts = [(since, until) for since, until, restarts in closed if restarts]
    pauses = [(since, until) for since, until, restarts in closed if not restarts]
    return due_by_restarting(on, case.budget, restarts, pauses, days)
