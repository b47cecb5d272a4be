"""Four workers sweep at once over thousands of due rungs, some are killed on the way: none fires twice, none is missed.

A real PostgreSQL and real processes. `make prove` does it with ten thousand rungs.
"""

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from operator import attrgetter
from typing import Any

import pytest
from django.db import connections

from applications.models import SupervisionOrder
from jobs.models import Job
from notifications.models import Message
from tests.factories import a_crowd, case_in, shanghai
from tests.notifications.outbox import hand_on
from workflow.journal import first_break
from workflow.models import Case, Deadline, Event, FiredRung
from workflow.rungs import waiting
from workflow.sweep import sweep_rungs

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql, pytest.mark.slow]

RUNGS, WORKERS = int(os.environ.get("WURI_RUNGS", "2000")), 4
# Received on 3 August, due on the 10th: by the 11th each has climbed four rungs.
START, NOW = shanghai("2026-08-03 08:00"), shanghai("2026-08-11 09:00")
CLIMBED = ["two_days_left", "one_day_left", "due_today", "yellow_card"]
ENTERED = ["warn", "warn", "warn", "yellow_card"]
# Nobody has taken the case: both handlers hear of each rung, the approver of two, the deputy leader of the card.
TOLD = 4 * 2 + 2 + 1
# A worker is killed after so many seconds of work: between two batches or in the middle of one.
SHORTEST_LIFE, LONGEST_LIFE = 0.02, 0.4

FORK = multiprocessing.get_context("fork")


@pytest.fixture
def cases() -> list[int]:
    pattern = case_in("submitted", starts_at=START)
    return [pattern.pk, *a_crowd([pattern], RUNGS // len(CLIMBED) - 1)]


def until_nothing_is_due() -> None:
    """A worker's life; a case that another one holds is left to it, and the next round finds what is left over."""
    while waiting(NOW).exists():
        sweep_rungs(NOW)


def started(count: int) -> list[Any]:
    """So many processes at work, each with a connection of its own."""
    connections.close_all()
    workers = [FORK.Process(target=_work, args=(until_nothing_is_due,), daemon=True) for _n in range(count)]
    for worker in workers:
        worker.start()
    return workers


def _work(task: Callable[[], None]) -> None:
    # The child ends without running what pytest has registered for the end of its own process.
    code = 1
    try:
        task()
        code = 0
    finally:
        os._exit(code)


@contextmanager
def all_ended(workers: Sequence[Any]) -> Iterator[None]:
    try:
        yield
    finally:
        for worker in workers:
            worker.kill()
            worker.join()


def what_is_wrong(cases: list[int]) -> dict[str, Any]:
    """Everything in which the database differs from one sweep that did all of it; empty when nothing does."""
    entries = Event.objects.filter(case__in=cases).order_by("case", "seq")
    rungs = FiredRung.objects.filter(deadline__case__in=cases).order_by("deadline", "pk")
    journals = {key: list(some) for key, some in groupby(entries, key=attrgetter("case_id"))}
    climbed = {key: [one.rung for one in some] for key, some in groupby(rungs, key=attrgetter("deadline_id"))}
    hand_on()
    numbers = SupervisionOrder.objects.order_by("number").values_list("number", flat=True)
    faults = {
        "cases without a rung": len(cases) - len(climbed),
        "climbed otherwise": [key for key, names in climbed.items() if names != CLIMBED],
        "entered otherwise": [key for key, some in journals.items() if [one.name for one in some[1:]] != ENTERED],
        "broken chains": [
            case.pk
            for case in Case.objects.filter(pk__in=cases)
            if first_break(case.pk, case.state, case.seq, case.head, iter(journals[case.pk]))
        ],
        "cases without their order": set(cases) - set(SupervisionOrder.objects.values_list("case", flat=True)),
        "numbers of orders": list(numbers) != [f"督〔2026〕{n:04d}号" for n in range(1, len(cases) + 1)],
        "messages": Message.objects.exclude(kind="submit").count() - len(cases) * TOLD,
        "mails": Job.objects.filter(name="notifications.mail").count() - Message.objects.count(),
        "still due": Deadline.objects.filter(next_rung_at__lte=NOW).count(),
    }
    return {name: found for name, found in faults.items() if found}


def test_four_workers_at_once_fire_every_rung_once(cases: list[int]) -> None:
    workers = started(WORKERS)
    with all_ended(workers):
        for worker in workers:
            worker.join(120)
        assert [worker.exitcode for worker in workers] == [0] * WORKERS
    assert what_is_wrong(cases) == {}


def test_workers_that_are_killed_at_random_lose_nothing_and_repeat_nothing(cases: list[int]) -> None:
    dice, killed = random.Random(20260811), 0
    workers = started(WORKERS)
    with all_ended(workers):
        while killed < 2 * WORKERS and waiting(NOW).exists():
            time.sleep(dice.uniform(SHORTEST_LIFE, LONGEST_LIFE))
            place = dice.randrange(WORKERS)
            os.kill(workers[place].pid, signal.SIGKILL)
            workers[place].join()
            killed += workers[place].exitcode == -signal.SIGKILL
            workers[place : place + 1] = started(1)
        assert killed > 1
        for worker in workers:
            worker.join(120)
    # A server process whose client is gone holds its locks until it notices.
    give_up_at = time.monotonic() + 30
    while waiting(NOW).exists() and time.monotonic() < give_up_at:
        sweep_rungs(NOW)
    assert what_is_wrong(cases) == {}
