"""Does an attempt have its effects exactly when it completes the job?"""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction

import jobs
from jobs import clock, lease, limits, runner
from jobs.dead import retry_dead
from jobs.models import Job, State

pytestmark = [pytest.mark.both, pytest.mark.django_db, pytest.mark.usefixtures("no_handlers", "monday")]


class MailServerIsDown(Exception):
    """A failure that may pass."""


def handle(effects: Any, external: Any = None) -> None:
    """Register the handler of this test's only name."""
    jobs.handler("test.work")(effects).external = external


def leave_a_group(job: Job, result: Any) -> None:
    """An effect in the database; a second one with the same name is an error there."""
    Group.objects.create(name=f"{job.idempotency_key}: {result}")


def put(**options: Any) -> None:
    with transaction.atomic():
        jobs.enqueue("test.work", {}, **options)


def test_the_effects_and_the_completion_come_together() -> None:
    handle(leave_a_group)
    put()
    assert runner.run_due() == 1
    job = Job.objects.get()
    assert (job.state, job.attempts, job.lease_token, job.finished_at) == (State.DONE, 1, None, clock.now())
    assert Group.objects.get().name == f"job-{job.pk}: None"
    assert runner.run_due() == 0


@pytest.mark.django_db(transaction=True)
def test_what_leaves_the_database_runs_outside_any_transaction_and_hands_its_result_on() -> None:
    handle(leave_a_group, external=lambda job: f"{job.idempotency_key} in_atomic={connection.in_atomic_block}")
    put()
    runner.run_due()
    key = f"job-{Job.objects.get().pk}"
    assert Group.objects.get().name == f"{key}: {key} in_atomic=False"


def test_a_job_taken_over_before_its_effects_has_none() -> None:
    handle(leave_a_group, external=lambda job: Job.objects.filter(pk=job.pk).update(lease_token=uuid.uuid4()))
    put()
    runner.run_due()
    assert Job.objects.get().state == State.RUNNING
    assert not Group.objects.exists()


def test_effects_roll_back_when_the_lease_was_lost_meanwhile() -> None:
    def lose_the_lease(job: Job, result: Any) -> None:
        leave_a_group(job, result)
        Job.objects.filter(pk=job.pk).update(lease_token=uuid.uuid4())

    handle(lose_the_lease)
    put()
    job = lease.claim()
    assert job is not None
    assert runner.execute(job) is False
    assert not Group.objects.exists()
    assert Job.objects.get().state == State.RUNNING


def test_a_failure_rolls_its_effects_back_and_waits_longer_each_time(monday: clock.Journey) -> None:
    def fail(job: Job, result: Any) -> None:
        leave_a_group(job, result)
        raise MailServerIsDown

    handle(fail)
    put()
    waits = []
    for _ in range(4):
        runner.run_due()
        job = Job.objects.get()
        waits.append((job.run_at - clock.now()).total_seconds())
        monday.move_to(job.run_at)
    assert not Group.objects.exists()
    assert [job.state, job.attempts, "MailServerIsDown" in job.last_error] == [State.READY, 4, True]
    for wait, middle in zip(waits, [5, 20, 80, 320], strict=True):
        assert middle * 0.8 <= wait <= middle * 1.2


def test_a_job_out_of_attempts_is_dead_until_somebody_retries_it(monday: clock.Journey) -> None:
    repaired: list[bool] = []

    def fail_until_repaired(job: Job, result: Any) -> None:
        if not repaired:
            raise MailServerIsDown

    handle(fail_until_repaired)
    put(max_attempts=2)
    runner.run_due()
    monday.forward(timedelta(minutes=1))
    runner.run_due()
    job = Job.objects.get()
    assert (job.state, job.attempts, job.finished_at) == (State.DEAD, 2, clock.now())
    monday.forward(timedelta(days=1))
    assert runner.run_due() == 0

    repaired.append(True)
    assert retry_dead([job.pk + 1]) == 0
    assert retry_dead() == 1
    assert runner.run_due() == 1
    job.refresh_from_db()
    assert (job.state, job.attempts, job.last_error) == (State.DONE, 1, "")


def test_a_job_that_nobody_handles_any_more_fails_visibly() -> None:
    Job.objects.create(name="test.of_a_newer_version", max_attempts=1)
    runner.run_due()
    job = Job.objects.get()
    assert job.state == State.DEAD
    assert "NobodyHandlesIt" in job.last_error


def test_a_failure_that_says_something_unprintable_is_recorded_all_the_same() -> None:
    def fail(job: Job, result: Any) -> None:
        raise MailServerIsDown("\0")

    handle(fail)
    put()
    runner.run_due()
    assert Job.objects.get().state == State.READY


def test_a_job_waits_for_its_moment(monday: clock.Journey) -> None:
    handle(leave_a_group)
    put(at=clock.now() + timedelta(hours=3))
    assert runner.run_due() == 0
    monday.forward(timedelta(hours=3))
    assert runner.run_due() == 1


def test_the_job_that_waits_longest_comes_first(monday: clock.Journey) -> None:
    order: list[int] = []
    handle(lambda job, result: order.append(job.payload["n"]))
    for n, hours in enumerate([3, 1, 2]):
        jobs.enqueue("test.work", {"n": n}, at=clock.now() + timedelta(hours=hours))
    monday.forward(timedelta(hours=4))
    runner.run_due()
    assert order == [1, 2, 0]


def test_no_wait_is_longer_than_an_hour_and_a_fifth() -> None:
    assert all(limits.wait_after(n) <= timedelta(minutes=72) for n in range(1, 1001))


def test_a_job_that_is_put_off_waits_without_losing_an_attempt(monday: clock.Journey) -> None:
    later = monday.moment + timedelta(minutes=3)

    def not_yet(job: Job) -> None:
        raise jobs.Postponed(later, "the mail server is resting")

    handle(leave_a_group, external=not_yet)
    put(max_attempts=1)
    assert runner.run_due() == 1
    job = Job.objects.get()
    assert (job.state, job.attempts, job.run_at, job.last_error) == (State.READY, 0, later, "")
    assert not Group.objects.exists()
