"""Does a worker go on, whatever its work does?"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import OperationalError, transaction

import jobs
from jobs import lease, limits, registry
from jobs.background import purge
from jobs.models import Job, Round, State
from jobs.rounds import Rounds
from jobs.worker import Worker

pytestmark = pytest.mark.usefixtures("no_handlers")
OFTEN = timedelta(milliseconds=1)


@pytest.fixture
def worker(no_handlers: None) -> Worker:
    """A worker that stops once its job is done, and does not wait long before."""
    worker = Worker(poll=0.01)
    jobs.handler("test.stop")(lambda job, result: worker.stop())
    return worker


def put() -> None:
    with transaction.atomic():
        jobs.enqueue("test.stop", {})


def broken(rounds: list[datetime]) -> Callable[[datetime], None]:
    def work(now: datetime) -> None:
        rounds.append(now)
        raise ZeroDivisionError

    return work


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_an_error_in_periodic_work_stops_neither_the_loop_nor_other_work(worker: Worker) -> None:
    rounds: list[datetime] = []
    jobs.periodic("test.broken", every=OFTEN)(broken(rounds))
    jobs.periodic("test.put", every=timedelta(hours=1))(lambda now: put() if len(rounds) < 3 else None)
    worker.run()
    assert rounds
    assert Job.objects.get().state == State.DONE


@pytest.mark.django_db(transaction=True)
def test_a_worker_waits_for_a_database_that_went_away(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    put()
    claims: list[int] = []
    claim = lease.claim

    def claim_from_an_uncertain_database() -> Job | None:
        claims.append(1)
        if len(claims) < 3:
            raise OperationalError("the database went away")
        return claim()

    monkeypatch.setattr(lease, "claim", claim_from_an_uncertain_database)
    worker.run()
    assert len(claims) == 3


@pytest.mark.django_db(transaction=True)
def test_an_idle_worker_takes_no_turn_to_write(worker: Worker, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2) as asked:
        lease.claim()
    assert all(query["sql"].startswith("SELECT") for query in asked.captured_queries)


@pytest.mark.django_db
def test_periodic_work_waits_for_its_time_and_is_told_the_moment(monday: Any) -> None:
    told: list[datetime] = []
    jobs.periodic("test.hourly", every=timedelta(hours=1))(told.append)
    rounds = Rounds()
    rounds.walk()
    rounds.walk()
    assert told == [monday.moment]


@pytest.mark.both
@pytest.mark.django_db
def test_of_periodic_work_the_last_round_is_kept_with_its_error(monday: Any) -> None:
    def fail(now: datetime) -> None:
        raise ZeroDivisionError("nothing to share")

    jobs.periodic("test.hourly", every=timedelta(hours=1))(lambda now: None)
    jobs.periodic("test.failing", every=OFTEN)(fail)
    Rounds().walk()
    Rounds().walk()
    assert list(Round.objects.values_list("name", "began_at", "every", "error")) == [
        ("test.failing", monday.moment, OFTEN, "ZeroDivisionError: nothing to share"),
        ("test.hourly", monday.moment, timedelta(hours=1), ""),
    ]


def test_two_pieces_of_periodic_work_with_one_name_are_refused() -> None:
    jobs.periodic("test.tick", every=OFTEN)(lambda now: None)
    with pytest.raises(registry.NameIsTaken):
        jobs.periodic("test.tick", every=OFTEN)(lambda now: None)


@pytest.mark.both
@pytest.mark.django_db
def test_done_jobs_are_purged_after_a_while_and_dead_ones_never(monday: Any) -> None:
    now = monday.moment
    old, young = now - limits.kept() - timedelta(seconds=1), now - limits.kept()
    for state, ended in [(State.DONE, old), (State.DONE, young), (State.DEAD, old)]:
        Job.objects.create(name="test.stop", state=state, finished_at=ended)
    Job.objects.create(name="test.stop", run_at=old)
    assert purge(now) == 1
    assert purge(now) == 0
    assert sorted(Job.objects.values_list("state", flat=True)) == ["dead", "done", "ready"]
