"""Does a job live and die with the change that wants it?"""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

import jobs
from jobs import clock, registry
from jobs.models import Job
from jobs.queue import NotInATransaction

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("no_handlers")]


@pytest.fixture(autouse=True)
def somebody_handles_it(no_handlers: None) -> None:
    @jobs.handler("test.nothing")
    def nothing(job: Job, result: Any) -> None:
        """No effect."""


class ChangedMind(Exception):
    """Rolls back."""


@pytest.mark.django_db(transaction=True)
def test_a_job_is_gone_with_the_rollback_of_its_cause() -> None:
    with pytest.raises(ChangedMind), transaction.atomic():
        jobs.enqueue("test.nothing", {})
        raise ChangedMind
    assert not Job.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_job_stays_with_the_commit_of_its_cause() -> None:
    with transaction.atomic():
        jobs.enqueue("test.nothing", {"case": 7}, key="case:7")
    job = Job.objects.get()
    assert (job.name, job.payload, job.key, job.state) == ("test.nothing", {"case": 7}, "case:7", "ready")


@pytest.mark.django_db(transaction=True)
def test_a_job_outside_a_transaction_is_refused() -> None:
    with pytest.raises(NotInATransaction):
        jobs.enqueue("test.nothing", {})
    assert not Job.objects.exists()


@pytest.mark.django_db
def test_a_key_is_handed_on_once_and_leaves_the_transaction_whole() -> None:
    jobs.enqueue("test.nothing", {"first": True}, key="k")
    jobs.enqueue("test.nothing", {"first": False}, key="k")
    jobs.enqueue_many([jobs.NewJob("test.nothing", key="k"), jobs.NewJob("test.nothing", key="other")])
    assert list(Job.objects.order_by("pk").values_list("key", "payload")) == [("k", {"first": True}), ("other", {})]


@pytest.mark.django_db
def test_jobs_without_a_key_do_not_keep_each_other_out() -> None:
    jobs.enqueue("test.nothing", {})
    jobs.enqueue("test.nothing", {})
    assert Job.objects.count() == 2


@pytest.mark.django_db
def test_many_jobs_take_one_insert(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        jobs.enqueue_many(jobs.NewJob("test.nothing", {"n": n}) for n in range(50))
    assert Job.objects.count() == 50


@pytest.mark.django_db
def test_a_name_that_nobody_handles_is_refused() -> None:
    with pytest.raises(registry.NobodyHandlesIt):
        jobs.enqueue("test.misspelt", {})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"at": datetime(2026, 9, 28, 9)}, clock.NaiveMoment),
        ({"key": ""}, ValueError),
        ({"key": "k" * 201}, ValueError),
        ({"max_attempts": 0}, ValueError),
        ({"payload": {"at": timedelta(1)}}, TypeError),
    ],
)
def test_what_the_database_could_not_keep_is_refused(wrong: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        jobs.enqueue("test.nothing", **{"payload": {}} | wrong)


def test_two_handlers_of_one_name_are_refused() -> None:
    with pytest.raises(registry.NameIsTaken):
        jobs.handler("test.nothing")(lambda job, result: None)
    assert registry.names() == ["test.nothing"]
