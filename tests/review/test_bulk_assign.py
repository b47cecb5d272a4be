"""The head of an office gives several cases to an officer; and a handler hands over what he has."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from applications.actions.assign import assign
from applications.models import Application
from jobs import clock
from tests.factories import Cast, case_in, shanghai
from workflow.models import Case, Event

pytestmark = pytest.mark.django_db

ASSIGN = "/review/assign/"
THURSDAY = shanghai("2026-09-24 09:00")


@pytest.fixture
def three(cast: Cast) -> list[Application]:
    return [case_in("submitted", starts_at=THURSDAY) for _n in range(3)]


@pytest.fixture
def gives(monday: clock.Journey) -> Callable[..., Any]:
    """gives(person, cases, to): the page that he is shown afterwards."""

    def post(person: User, cases: list[Application], to: User | None) -> Any:
        client = Client()
        client.force_login(person)
        keys = [f"{one.pk}:{one.case.seq}" for one in cases]
        return client.post(ASSIGN, {"cases": keys, "to": to.pk if to else ""}, follow=True)

    return post


def handlers(cases: list[Application]) -> list[User | None]:
    return [Case.objects.select_related("handler").get(pk=one.pk).handler for one in cases]


@pytest.mark.both
def test_the_chosen_cases_go_to_the_officer_each_with_its_own_entry(
    gives: Callable[..., Any], cast: Cast, three: list[Application]
) -> None:
    page = gives(cast.approver, three[:2], cast.second_handler)
    assert handlers(three) == [cast.second_handler, cast.second_handler, None]
    assert Event.objects.filter(name="assign", actor=cast.approver).count() == 2
    assert "已将 2 件分派给林续。" in page.content.decode()
    assert len(page.context["rows"]) == 1


def test_one_that_somebody_has_meanwhile_is_named_and_the_others_are_given(
    monday: clock.Journey, cast: Cast, three: list[Application], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, taker = Client(), Client()
    client.force_login(cast.approver)
    taker.force_login(cast.handler)
    keys = [f"{one.pk}:{one.case.seq}" for one in three]

    def first_another_takes_one(**said: Any) -> Application:
        if not Event.objects.filter(name__in=("claim", "assign")).exists():
            taker.post(reverse("move", args=[three[1].pk, "claim"]), {"seen": three[1].case.seq})
        return assign(**said)

    monkeypatch.setattr("applications.views.bulk_assign.assign", first_another_takes_one)
    text = client.post(ASSIGN, {"cases": keys, "to": cast.second_handler.pk}, follow=True).content.decode()
    assert handlers(three) == [cast.second_handler, cast.handler, cast.second_handler]
    assert "已将 2 件分派给林续。" in text
    assert f"{three[1].number} 未分派：" in text


def test_a_page_that_is_out_of_date_is_shown_again(
    gives: Callable[..., Any], cast: Cast, three: list[Application]
) -> None:
    three[0].case.seq -= 1
    page = gives(cast.approver, three, cast.handler)
    assert "所选办件在打开页面之后有了变化" in page.content.decode()
    assert handlers(three) == [None, None, None]


@pytest.mark.parametrize(("chosen", "to"), [(0, "handler"), (2, None), (2, "consulted_handler")])
def test_cases_and_an_officer_of_the_department_are_owed_and_what_was_ticked_stays(
    gives: Callable[..., Any], cast: Cast, three: list[Application], chosen: int, to: str | None
) -> None:
    page = gives(cast.approver, three[:chosen], cast.people[to] if to else None)
    assert page.context["form"].errors
    assert page.content.decode().count("checked") == chosen
    assert handlers(three) == [None, None, None]


@pytest.mark.parametrize("part", ["handler", "assessor", "consulted_handler", "supervisor", "auditor", "applicant"])
def test_others_have_no_such_page(sees: Callable[..., Any], cast: Cast, part: str) -> None:
    assert sees(cast.people[part], ASSIGN).status_code == 404


def test_who_may_finds_it_from_the_queue(sees: Callable[..., Any], cast: Cast, three: list[Application]) -> None:
    found = {part: ASSIGN in sees(cast.people[part], "/review/").content.decode() for part in ("approver", "handler")}
    assert found == {"approver": True, "handler": False}


def test_more_cases_take_no_more_queries(
    monday: clock.Journey, cast: Cast, three: list[Application], django_assert_num_queries: Any,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    client = Client()
    client.force_login(cast.approver)
    client.get(ASSIGN)
    with django_assert_max_num_queries(25) as taken:
        client.get(ASSIGN)
    for _n in range(5):
        case_in("submitted", starts_at=THURSDAY)
    with django_assert_num_queries(len(taken)):
        assert len(client.get(ASSIGN).context["rows"]) == 8


def hands_over(person: User, application: Application, to: User) -> Any:
    client = Client()
    client.force_login(person)
    data = {"to": to.pk, "reasons": "出差一周", "seen": application.case.seq}
    return client.post(reverse("move", args=[application.pk, "reassign"]), data)


def test_a_handler_hands_over_what_he_has_with_the_reason(monday: clock.Journey, cast: Cast) -> None:
    application = case_in("assessing", starts_at=THURSDAY)
    assert application.case.handler == cast.handler
    assert hands_over(cast.handler, application, cast.second_handler).status_code == 302
    assert handlers([application]) == [cast.second_handler]
    entry = Event.objects.get(case=application.pk, name="reassign")
    assert (entry.actor, entry.capacity, entry.facts["reasons"]) == (cast.handler, "handler", "出差一周")


def test_he_does_not_give_away_what_another_has(monday: clock.Journey, cast: Cast) -> None:
    application = case_in("assessing", starts_at=THURSDAY)
    assert hands_over(cast.second_handler, application, cast.second_handler).status_code == 403
    assert handlers([application]) == [cast.handler]


def test_a_leader_who_is_a_handler_too_gives_any_case_to_another(monday: clock.Journey, cast: Cast) -> None:
    application = case_in("assessing", starts_at=THURSDAY)
    cast.deputy_leader.memberships.create(organisation=cast.provider, role="handler", since="2020-01-01")
    assert hands_over(cast.deputy_leader, application, cast.second_handler).status_code == 302
    assert handlers([application]) == [cast.second_handler]
