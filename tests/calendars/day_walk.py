"""The rules again, told the slow way: a set of days and a walk over them. What the index and the clock must equal.

It shares nothing with them: it reads the notices file itself and never counts ahead.
"""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

ONE_DAY = timedelta(days=1)
SOURCE = Path(__file__).parents[2] / "calendars" / "data" / "cn_notices.json"
NATIONAL = sorted(
    (record for record in json.loads(SOURCE.read_text("utf-8"))["notices"] if record["scope"] == "CN"),
    key=lambda record: record["published"],
)


def _settled() -> dict[date, bool]:
    works: dict[date, bool] = {}
    for record in NATIONAL:
        for first, last, _name in record["off"]:
            day = date.fromisoformat(first)
            while day <= date.fromisoformat(last):
                works[day] = False
                day += ONE_DAY
        for text in record["work"]:
            works[date.fromisoformat(text)] = True
    return works


SETTLED = _settled()


def works(day: date) -> bool:
    """Is `day`, of 2018 to 2026, a working day?"""
    return SETTLED.get(day, day.weekday() < 5)


def due_by_walking(received_on: date, budget: int, pauses: Sequence[tuple[date, date]] = ()) -> date:
    """Walk from the receipt, tick off working days outside pauses, until the budget is gone.

    A pause (p, r] covers the days after p up to r. One that begins on what would be the last day takes that day back.
    """
    lasting = [(since, until) for since, until in pauses if until > since]
    day, used = received_on, 0
    while used < budget:
        day += ONE_DAY
        covered = any(since < day <= until for since, until in lasting)
        used += works(day) and not covered
        begins_today = any(since == day for since, _until in lasting)
        used -= used == budget and not covered and begins_today and works(day)
    return day


def due_by_restarting(received_on: date, budget: int, pauses: Sequence[tuple[date, date]]) -> date:
    """Begin anew at the end of each pause that begins while the clock runs or rests."""
    start = received_on
    for since, until in sorted(pauses):
        if since <= due_by_walking(start, budget):
            start = max(start, until)
    return due_by_walking(start, budget)
