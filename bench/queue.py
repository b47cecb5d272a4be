"""How long does the first page of a queue of 100,000 open cases take, with a million cases in all?

    python -m tests.servers.postgresql python -m bench.queue [--queue 100000] [--cases 1000000] [--explain]

The whole answer of the server, from the request to the last byte of the page, as the median of rounds in which the
pages take turns: CPU time of this process and of the database's own together, which on a machine with nothing else to
do is the time that a person waits; beside it the time on the clock, which on a busy one is longer. The queue is that
of one department, where every case is in reach of the officer who asks; bench/crowd_queue.py says what else is there.
"""

import argparse
import statistics
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

import bench  # noqa: F401  sets Django up before anything of it is read
from bench.crowd_queue import a_crowd, whose_queue
from bench.machine import machine
from jobs.clock import travel
from tests.factories import shanghai

MOMENT = shanghai("2026-09-28 10:20")
TARGET_MS = 100
PAGES = {
    "my work": "",
    "department": "?tab=department",
    "a stage": "?tab=deciding",
    "by lamp: overdue": "?tab=department&lamp=red",
    "by lamp: on time": "?tab=department&lamp=green",
    "by lamp: paused": "?tab=department&lamp=grey",
    "by risk: high": "?tab=department&risk=high",
    "by kind of applicant": "?tab=department&kind=natural_person",
    "handled by me": "?tab=department&handler=mine",
    "not assigned": "?tab=department&handler=unassigned",
    "search: a number": "?tab=department&q=0012345",
    "search: a company": "?tab=department&q=第1234数据",
    "search: nothing found": "?tab=department&q=没有这样的",
    "search, risk, kind and lamp": "?tab=department&q=公司&risk=high&kind=legal_person&lamp=amber",
    "ended": "?tab=ended",
    "in use": "?tab=in_use",
}


@dataclass(frozen=True)
class Answer:
    """Milliseconds of CPU, here and in the database, and on the clock; what was asked of the database."""

    here: float
    database: float
    clock: float
    asked: "Statements"

    @property
    def cpu(self) -> float:
        return self.here + self.database


@dataclass
class Statements:
    """Counts what is asked of the database, how long its answers take, and which took longest."""

    seconds: float = 0
    number: int = 0
    slowest: tuple[float, str, Any] = (0.0, "", None)

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            took = time.perf_counter() - began
            self.seconds, self.number = self.seconds + took, self.number + 1
            if took > self.slowest[0]:
                self.slowest = (took, sql, params)


def ask(client: Client, query: str, backend: Path) -> Answer:
    """One page, as it is asked for and counted."""
    asked = Statements()
    with connection.execute_wrapper(asked):
        began, here, database = time.perf_counter(), time.thread_time(), cpu_of(backend)
        page = client.get(reverse("queue") + query)
        took = [time.thread_time() - here, cpu_of(backend) - database, time.perf_counter() - began]
    assert page.status_code == 200
    return Answer(*(seconds * 1000 for seconds in took), asked)


def cpu_of(process: Path) -> float:
    """Seconds of CPU that a process has had, to the nanosecond."""
    return int((process / "schedstat").read_text().split()[0]) / 1e9


def backend() -> Path:
    """The process of the database that answers this connection; it answers alone."""
    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")
        cursor.execute("SELECT pg_backend_pid()")
        return Path(f"/proc/{cursor.fetchone()[0]}")


def report(name: str, answers: list[Answer]) -> float:
    """One line; the median in milliseconds of CPU. The least is what the work takes where nothing disturbs it."""
    cpu, database, clock = (
        statistics.median(getattr(answer, kind) for answer in answers) for kind in ("cpu", "database", "clock")
    )
    least, asked = min(answer.cpu for answer in answers), answers[0].asked.number
    print(
        f"{name:<30} {cpu:>7.1f} ms of CPU (least {least:>6.1f}), of it the database {database:>6.1f} in {asked} "
        f"statements; clock {clock:>7.1f}"
    )
    return cpu


def explain(asked: Statements) -> None:
    """The plan of the slowest statement."""
    _took, sql, params = asked.slowest
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {sql}", params)
        print(sql, params, *(f"    {line}" for (line,) in cursor.fetchall()), sep="\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--queue", type=int, default=100_000)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--filled", action="store_true", help="measure what a run before has left in the database")
    parser.add_argument("--explain", action="store_true", help="print the plan of each page's slowest statement")
    asked = parser.parse_args()
    if connection.vendor != "postgresql":
        raise SystemExit("needs PostgreSQL: python -m tests.servers.postgresql python -m bench.queue")
    print(machine())
    if not asked.filled:
        fill(asked.queue, asked.cases)
    with travel(MOMENT):
        measure(asked.rounds, asked.explain)


def fill(queue: int, cases: int) -> None:
    """The product's tables and the cases, in the empty database that DATABASE_URL names."""
    began = time.perf_counter()
    call_command("migrate", verbosity=0)
    a_crowd(queue=queue, cases=cases)
    print(f"{cases:,} cases, {queue:,} in the queue, written in {time.perf_counter() - began:.0f} s", flush=True)


def measure(rounds: int, with_plans: bool) -> None:
    """The pages in turn, after each was asked for once to warm up."""
    client = Client()
    client.force_login(whose_queue())
    answers: dict[str, list[Answer]] = {name: [] for name in PAGES}
    process = backend()
    for number in range(rounds + 1):
        for name, query in PAGES.items():
            answer = ask(client, query, process)
            if number:
                answers[name].append(answer)
    slowest = max(report(name, found) for name, found in answers.items())
    print(f"slowest: {slowest:.1f} ms of CPU; to be under {TARGET_MS} ms")
    if with_plans:
        for name, found in answers.items():
            print(f"\n== {name}")
            explain(found[-1].asked)


if __name__ == "__main__":
    main()
