"""Does a job belong to one worker, and to another when the first gives no more sign of life?"""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

import jobs
from jobs import clock, lease, runner
from jobs.models import Job, State
from tests.jobs.processes import until

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("no_handlers")]


@pytest.fixture
def claimed(db: None, no_handlers: None, monday: clock.Journey) -> Job:
    """A job in the hands of a worker."""
    jobs.handler("test.work")(lambda job, result: None)
    jobs.enqueue("test.work", {}, max_attempts=2)
    job = lease.claim()
    assert job is not None
    return job


def let_lapse(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(lease_ends_at=timezone.now() - timedelta(seconds=1))


def test_a_claimed_job_is_not_given_away(claimed: Job) -> None:
    assert lease.claim() is None


def test_a_lapsed_job_goes_to_another_worker_and_its_first_one_is_fenced_off(claimed: Job) -> None:
    let_lapse(claimed)
    second = lease.claim()
    assert second is not None
    assert (second.pk, second.attempts) == (claimed.pk, 2)
    with pytest.raises(lease.LeaseLost):
        lease.hold(claimed)
    assert runner.execute(claimed) is False
    assert runner.execute(second) is True


def test_a_job_whose_worker_died_in_its_last_attempt_is_dead(claimed: Job) -> None:
    let_lapse(claimed)
    lease.claim()
    let_lapse(claimed)
    assert lease.claim() is None
    claimed.refresh_from_db()
    assert (claimed.state, claimed.finished_at) == (State.DEAD, clock.now())
    assert "died" in claimed.last_error


def test_moving_the_calendar_takes_no_job_away(claimed: Job, monday: clock.Journey) -> None:
    monday.forward(timedelta(days=400))
    assert lease.claim() is None


@pytest.mark.django_db(transaction=True)
def test_a_long_send_keeps_its_lease(settings: Any) -> None:
    settings.WURI_JOBS_LEASE_SECONDS = 0.6

    def send(job: Job) -> None:
        ends_at = Job.objects.get().lease_ends_at
        until(lambda: Job.objects.get().lease_ends_at > ends_at + timedelta(seconds=0.6))

    jobs.handler("test.work")(lambda job, result: None).external = send
    with transaction.atomic():
        jobs.enqueue("test.work", {})
    runner.run_due()
    assert Job.objects.get().state == State.DONE


@pytest.mark.postgresql
def test_leases_are_measured_by_the_databases_clock(claimed: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    fast_host = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: fast_host)
    assert lease.claim() is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    "broken",
    [
        {"state": "lost"},
        {"state": "running"},
        {"state": "done"},
        {"finished_at": timezone.now()},
        {"attempts": 9},
        {"max_attempts": 0},
        {"key": ""},
    ],
)
def test_the_database_keeps_out_a_job_that_cannot_be(broken: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(name="test.work", **broken)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("jobs_wanted", "index"),
    [
        (lambda: Job.objects.due(timezone.now()), "job_due"),
        (lambda: Job.objects.lapsed(timezone.now()), "job_leased"),
        (lambda: Job.objects.dead(), "job_dead"),
    ],
)
def test_done_jobs_do_not_slow_the_search_for_work(jobs_wanted: Any, index: str) -> None:
    # PostgreSQL reads a table of this size from end to end, whatever indexes it has.
    with transaction.atomic():
        discourage_reading_it_all()
        assert index in jobs_wanted()[:1].explain()


def discourage_reading_it_all() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
