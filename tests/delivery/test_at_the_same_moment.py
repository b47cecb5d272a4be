"""Two people ask for the last download at the same moment: one gets it. Real threads, a real PostgreSQL."""

import threading
from collections import Counter

import pytest
from django.db import connections

from accounts.models import User
from applications.models import Application
from delivery.collect import collect
from tests.delivery.lives import a_delivered_life
from tests.factories import MORNING, the_cast
from workflow.models import Event
from workflow.refusals import Refused

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]
ROUNDS = 10


def at_once(pk: int, people: list[User]) -> list[str]:
    """Everyone collects in a thread of his own, all let go together; "done" or why not."""
    gate, outcomes = threading.Barrier(len(people)), [""] * len(people)

    def run(place: int, actor: User) -> None:
        gate.wait()
        try:
            application = Application.objects.select_related("dataset", "agreement").get(pk=pk)
            collect(application=application, actor=actor, address=None, now=MORNING.replace(hour=20))
            outcomes[place] = "done"
        except Refused as refused:
            outcomes[place] = refused.code
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=one) for one in enumerate(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_the_last_download_is_given_once() -> None:
    cast = the_cast()
    seen: Counter[tuple[str, ...]] = Counter()
    for _round in range(ROUNDS):
        pk = a_delivered_life(quota=1).pk
        seen[tuple(sorted(at_once(pk, [cast.applicant, cast.colleague])))] += 1
        assert Event.objects.filter(case=pk, name="collect").count() == 1
    assert seen == {("done", "quota_used_up"): ROUNDS}


def test_a_double_click_is_one_download() -> None:
    cast = the_cast()
    for _round in range(ROUNDS):
        pk = a_delivered_life(quota=1).pk
        assert at_once(pk, [cast.applicant, cast.applicant]) == ["done", "done"]
        assert Event.objects.filter(case=pk, name="collect").count() == 1
