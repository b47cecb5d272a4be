"""A stage that uses more than its share is marked in the queue and on the case page; the due day stays."""

import pytest
from django.test import Client
from django.urls import reverse

from jobs import clock
from tests.factories import Cast, case_in, shanghai
from workflow.models import Deadline, StageBudget

pytestmark = [pytest.mark.django_db, pytest.mark.both]

START = shanghai("2026-08-03 08:00")
SIGNAL = "环节超时"


@pytest.mark.parametrize(("now", "marked"), [("2026-08-04 17:00", False), ("2026-08-05 09:00", True)])
def test_the_queue_and_the_case_page_say_so(cast: Cast, client: Client, now: str, marked: bool) -> None:
    application = case_in("submitted", starts_at=START)
    due_on = Deadline.objects.get(case=application.pk).due_on
    client.force_login(cast.handler)
    with clock.travel(shanghai(now)):
        queue = client.get(reverse("queue")).content.decode()
        page = client.get(reverse("case", args=[application.pk])).content.decode()
    assert (SIGNAL in queue, SIGNAL in page) == (marked, marked)
    assert Deadline.objects.get(case=application.pk).due_on == due_on


def test_a_budget_that_changes_is_for_later_cases(cast: Cast, client: Client) -> None:
    application = case_in("submitted", starts_at=START)
    StageBudget.objects.create(stage="accept", working_days=3, source="新规", valid_from="2026-08-04")
    later = case_in("submitted", starts_at=shanghai("2026-08-04 08:00"))
    client.force_login(cast.handler)
    with clock.travel(shanghai("2026-08-07 09:00")):
        pages = [client.get(reverse("case", args=[one.pk])).content.decode() for one in (application, later)]
    assert [SIGNAL in page for page in pages] == [True, False]
