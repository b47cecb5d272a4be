"""How long does the first page of a queue of 100,000 open cases take, with a million cases in all?

    python -m tests.servers.postgresql python -m bench.queue [--queue 100000] [--cases 1000000] [--explain]

The whole answer of the server, from the request to the last byte of the page, as the median of rounds in which the
pages take turns; beside it how many statements it took and what they took. The queue is that of one department, where
every case is in reach of the officer who asks; see bench/crowd_queue.py for what else is there.
"""

import argparse
import statistics
import time
from dataclasses import dataclass
from typing import Any

import bench  # noqa: F401, I001  sets Django up before anything of it is read
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from bench.crowd_queue import a_crowd
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


def ask(client: Client, query: str) -> tuple[float, Statements]:
    """Seconds for the whole answer, and what was asked of the database for it."""
    asked = Statements()
    with connection.execute_wrapper(asked):
        began = time.perf_counter()
        page = client.get(reverse("queue") + query)
        took = time.perf_counter() - began
    assert page.status_code == 200
    return took, asked


def report(name: str, answers: list[tuple[float, Statements]]) -> float:
    """One line; the median in milliseconds."""
    median = statistics.median(seconds for seconds, _asked in answers) * 1000
    of_database = statistics.median(asked.seconds for _seconds, asked in answers) * 1000
    print(f"{name:<30} {median:>7.1f} ms, of it {of_database:>6.1f} ms in {answers[0][1].number} statements")
    return median


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
    parser.add_argument("--explain", action="store_true", help="print the plan of each page's slowest statement")
    asked = parser.parse_args()
    if connection.vendor != "postgresql":
        raise SystemExit("needs PostgreSQL: python -m tests.servers.postgresql python -m bench.queue")
    print(machine())
    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    officer = a_crowd(queue=asked.queue, cases=asked.cases)
    print(f"{asked.cases:,} cases, {asked.queue:,} in the queue, written in {time.perf_counter() - began:.0f} s")
    with travel(MOMENT):
        measure(officer, asked.rounds, asked.explain)


def measure(officer: User, rounds: int, with_plans: bool) -> None:
    """The pages in turn, after each was asked for once to warm up."""
    client = Client()
    client.force_login(officer)
    answers: dict[str, list[tuple[float, Statements]]] = {name: [] for name in PAGES}
    for number in range(rounds + 1):
        for name, query in PAGES.items():
            answer = ask(client, query)
            if number:
                answers[name].append(answer)
    slowest = max(report(name, found) for name, found in answers.items())
    print(f"slowest: {slowest:.1f} ms; to be under {TARGET_MS} ms")
    if with_plans:
        for name, found in answers.items():
            print(f"\n== {name}")
            explain(found[-1][1])


if __name__ == "__main__":
    main()
