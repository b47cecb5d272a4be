"""How long does it take to compute a million deadlines anew, as after a holiday notice?

    python -m bench.million [--deadlines 1000000]

By workflow.clock.due_of_each, which the preview of an import uses (workflow.shifts): values in, values out, without
the database. First without pauses, then with one pause in every tenth deadline; every thousandth result is held
against `due`.
"""

import argparse
import random
from collections import deque
from datetime import date, timedelta

from bench.machine import cpu_seconds, machine
from calendars.index import WorkdayIndex
from calendars.notices import published_notices
from workflow.clock import Pause, Terms, due, due_of_each

FIRST, LAST = date(2018, 1, 2), date(2026, 11, 1)


def deadlines(n: int, *, paused: bool) -> list[Terms]:
    """Receipts of nine years and 1 to 30 working days; with `paused`, one in ten waited for a supplement."""
    chosen, span = random.Random(7), (LAST - FIRST).days
    found = []
    for place in range(n):
        on = FIRST + timedelta(days=chosen.randint(0, span))
        since = on + timedelta(days=chosen.randint(0, 4))
        pauses = (Pause(since, since + timedelta(days=chosen.randint(1, 14))),) if paused and place % 10 == 0 else ()
        found.append(Terms(on, chosen.randint(1, 30), pauses))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--deadlines", type=int, default=1_000_000)
    asked = parser.parse_args()
    index = WorkdayIndex.from_notices(published_notices())
    print(machine())
    report(index, "no pauses", deadlines(asked.deadlines, paused=False))
    report(index, "one in ten with a pause", deadlines(asked.deadlines, paused=True))


def report(index: WorkdayIndex, title: str, rows: list[Terms]) -> None:
    """The median of five runs; every thousandth result is held against `due`."""
    times = sorted(cpu_seconds(lambda: deque(due_of_each(index, rows), maxlen=0)) for _ in range(5))
    results = list(due_of_each(index, rows))
    assert all(results[n] == due(index, *rows[n]) for n in range(0, len(rows), 1000))
    print(f"{title:<25} {len(rows):,} deadlines: {times[2]:.2f} s of CPU (median of 5)")


if __name__ == "__main__":
    main()
