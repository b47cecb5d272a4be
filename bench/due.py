"""How long does one due date take, beside workalendar and chinesecalendar in the same run?

    python -m bench.due [--rounds 21]

N = 5 on the same random days of receipt of 2018-2023, the years that workalendar knows; CPU time of the thread, the
median of rounds in which the ways take turns. "Wrong" counts the dates that differ from the day walk of the tests,
which shares no code with any of them; after a pause it has other dates than these.
"""

import argparse
import random
import warnings
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import chinese_calendar
from workalendar.asia import China

from bench.machine import machine, medians
from calendars.adapter import NoticeCalendar
from calendars.index import WorkdayIndex
from calendars.notices import published_notices
from tests.calendars.day_walk import due_by_walking
from workflow.clock import Due, Pause, due

DAYS = 5
OURS, PAUSED = "workflow.clock.due, with result object", "workflow.clock.due, with one pause"
FIRST, LAST = date(2018, 1, 2), date(2023, 12, 1)


def receipts(n: int) -> list[date]:
    """The same ones in every run."""
    chosen = random.Random(5)
    span = (LAST - FIRST).days
    return [FIRST + timedelta(days=chosen.randint(0, span)) for _ in range(n)]


def by_chinesecalendar(days: list[date]) -> list[date]:
    """find_workday counts the first working day from a free day as number 0: one less from there."""
    find, works = chinese_calendar.find_workday, chinese_calendar.is_workday
    return [find(DAYS - (not works(on)), on) for on in days]


def ways() -> dict[str, Callable[[list[date]], list[Any]]]:
    """Each answers for a list of days of receipt."""
    index = WorkdayIndex.from_notices(published_notices())
    ours, china = NoticeCalendar(index), China()
    pauses = {on: (Pause(on, on + timedelta(days=9)),) for on in receipts(2000)}
    return {
        OURS: lambda days: [due(index, on, DAYS) for on in days],
        PAUSED: lambda days: [due(index, on, DAYS, pauses[on]) for on in days],
        "calendars.NoticeCalendar.add_working_days": lambda days: [ours.add_working_days(on, DAYS) for on in days],
        "workalendar China.add_working_days": lambda days: [china.add_working_days(on, DAYS) for on in days],
        "chinesecalendar.find_workday": by_chinesecalendar,
    }


def wrong(answers: list[Any], days: list[date]) -> int:
    """How many differ from the walk over days."""
    given = [answer.on if isinstance(answer, Due) else answer for answer in answers]
    return sum(on != due_by_walking(day, DAYS) for on, day in zip(given, days, strict=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=21)
    asked = parser.parse_args()
    warnings.simplefilter("ignore")  # workalendar warns at every year and calls a deprecated spelling
    days, every = receipts(2000), ways()
    found = medians({name: partial(way, days) for name, way in every.items()}, rounds=asked.rounds)
    ns = {name: seconds / len(days) * 1e9 for name, seconds in found.items()}
    print(machine())
    print(f"{len(days)} dates, N = {DAYS}, median of {asked.rounds} rounds, CPU time of the thread")
    for name, way in every.items():
        differ = "" if name == PAUSED else f"{wrong(way(days), days)} wrong"
        print(f"{name:<42} {ns[name]:>10,.0f} ns {ns[name] / ns[OURS]:>8,.1f} x  {differ}".rstrip())


if __name__ == "__main__":
    main()
