"""A supervisor gives several cases of one officer to another; each is entered in its own journal."""

import pytest
from django.test import Client
from django.urls import reverse

from applications.models import Application
from jobs import clock
from tests.factories import Cast, case_in, shanghai
from workflow.models import Case, Event

pytestmark = [pytest.mark.django_db, pytest.mark.both]

START, NOW = shanghai("2026-08-03 08:00"), shanghai("2026-08-06 10:00")


@pytest.fixture
def three(cast: Cast) -> list[Application]:
    return [case_in("assessing", starts_at=START) for _n in range(3)]


def address(cast: Cast) -> str:
    return reverse("bulk-reassign", args=[cast.provider.pk, cast.handler.pk])


def said(cast: Cast, cases: list[Application], reasons: str = "陈承休假") -> dict[str, object]:
    keys = [f"{one.pk}:{Case.objects.get(pk=one.pk).seq}" for one in cases]
    return {"cases": keys, "to": cast.second_handler.pk, "reasons": reasons}


def test_the_chosen_cases_go_to_the_other_officer_with_the_reason(
    cast: Cast, client: Client, three: list[Application]
) -> None:
    client.force_login(cast.supervisor)
    with clock.travel(NOW):
        assert "陈承" in client.get(reverse("handlers")).content.decode()
        assert len(client.get(address(cast)).context["form"].known) == 3
        assert client.post(address(cast), said(cast, three[:2])).status_code == 302
    handlers = [Case.objects.get(pk=one.pk).handler for one in three]
    assert handlers == [cast.second_handler, cast.second_handler, cast.handler]
    entries = Event.objects.filter(name="reassign").values_list("facts__reasons", flat=True)
    assert list(entries) == ["陈承休假", "陈承休假"]


def test_a_case_that_has_changed_meanwhile_is_shown_again(cast: Cast, client: Client, three: list[Application]) -> None:
    client.force_login(cast.supervisor)
    with clock.travel(NOW):
        answer = client.post(address(cast), {**said(cast, three), "cases": [f"{three[0].pk}:1"]})
    assert answer.status_code == 200
    assert not Event.objects.filter(name="reassign").exists()


@pytest.mark.parametrize("missing", ["cases", "to", "reasons"])
def test_cases_officer_and_reason_are_owed(cast: Cast, client: Client, three: list[Application], missing: str) -> None:
    client.force_login(cast.supervisor)
    with clock.travel(NOW):
        assert client.post(address(cast), {**said(cast, three), missing: ""}).status_code == 200


@pytest.mark.parametrize("part", ["handler", "deputy_leader", "auditor", "applicant"])
def test_the_page_is_the_supervisors(cast: Cast, client: Client, part: str) -> None:
    client.force_login(cast.people[part])
    assert client.get(address(cast)).status_code == 404
    assert client.get(reverse("handlers")).status_code == 404


@pytest.mark.parametrize(("part", "shown"), [("supervisor", True), ("auditor", False)])
def test_only_those_who_may_give_cases_away_find_the_page(cast: Cast, client: Client, part: str, shown: bool) -> None:
    client.force_login(cast.people[part])
    assert (reverse("handlers") in client.get(reverse("supervision")).content.decode()) is shown
