"""How many rungs a second does one sweep fire, with a million open deadlines in the table? Goal: 1,000.

    python -m tests.servers.postgresql python -m bench.sweep [--cases 1000000] [--due 10000]

On a Thursday morning a quarter each of the due cases has its warning of two days, its warning of one day, its due day
and its yellow card; what was due on the days before has fired on the day before. The others are due next week.
"""

import time
from argparse import ArgumentParser
from datetime import datetime
from statistics import median
from typing import Any

from notifications.models import Message
from tests.factories import shanghai
from workflow import sweep
from workflow.models import Deadline

from . import ground
from .machine import machine

RECEIVED = [shanghai(f"2026-{day} 08:00") for day in ("08-03", "07-31", "07-30", "07-29")]
DAY_BEFORE, NOW = shanghai("2026-08-05 09:00"), shanghai("2026-08-06 09:00")
NEXT_WEEK = shanghai("2026-08-05 10:00")


def main(cases: int, due: int) -> None:
    """Build, sweep once as the day before, and measure the sweep of the morning."""
    ground.prepare()
    for received in RECEIVED:
        ground.submitted(received, due // len(RECEIVED))
    sweep.sweep_rungs(DAY_BEFORE)
    ground.submitted(NEXT_WEEK, cases - due)
    print(machine())
    print(f"{Deadline.objects.filter(next_rung_at__isnull=False).count():,} open deadlines")
    told, spent = Message.objects.count(), ground.cpu_spent()
    rungs, seconds, batches = measured(NOW)
    cpu = ground.cpu_spent() - spent
    per_batch = f"batch median {median(batches) * 1000:.0f} ms, slowest {max(batches) * 1000:.0f} ms"
    print(f"{rungs:,} rungs in {seconds:.2f} s: {rungs / seconds:,.0f} rungs/s; {per_batch}")
    print(f"CPU of the sweep and its server process: {cpu:.2f} s, {rungs / cpu:,.0f} rungs/s")
    print(f"{Message.objects.count() - told:,} messages; afterwards still due: {sweep.sweep_rungs(NOW)}")


def measured(now: datetime) -> tuple[int, float, list[float]]:
    """Rungs, seconds of the whole sweep, and seconds of each batch."""
    batches: list[float] = []
    fire = sweep._fire

    def timed(*arguments: Any) -> int:
        began = time.perf_counter()
        try:
            return fire(*arguments)
        finally:
            batches.append(time.perf_counter() - began)

    sweep._fire = timed
    began = time.perf_counter()
    try:
        rungs = sweep.sweep_rungs(now)
    finally:
        sweep._fire = fire
    return rungs, time.perf_counter() - began, batches


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000_000, help="open deadlines in the table")
    parser.add_argument("--due", type=int, default=10_000, help="how many of them have a rung due")
    options = parser.parse_args()
    main(options.cases, options.due)
