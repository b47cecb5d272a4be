"""The life of a supervision order: raised by the yellow card, answered, cleared, or red when its limit passes."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from applications.actions.answer_order import answer_order
from applications.actions.clear_order import clear_order
from applications.models import Application, SupervisionOrder
from applications.refusals import NoOrderToAnswer, NoOrderToClear
from jobs import clock
from tests.factories import Cast, a_life, case_in, shanghai
from workflow.models import ORDER, Case, ServiceStandard
from workflow.refusals import MissingFacts, NotYours

pytestmark = [pytest.mark.django_db, pytest.mark.both]

START = shanghai("2026-08-03 08:00")
YELLOW, ORDER_DUE, RED = "2026-08-11 09:00", date(2026, 8, 13), "2026-08-14 09:00"
NEXT_DAY = shanghai("2026-08-12 10:00")


@pytest.fixture
def application(cast: Cast, sweep: Callable[[str], int]) -> Application:
    """On its desk when the yellow card is drawn."""
    made = case_in("assessing", starts_at=START)
    sweep(YELLOW)
    return made


def order_of(application: Application) -> SupervisionOrder:
    return SupervisionOrder.objects.get(case=application.pk)


def answer(application: Application, cast: Cast, now: Any = NEXT_DAY, **said: Any) -> None:
    words = {"reason": "ours", "explanation": "评估人员出差", "planned_on": date(2026, 8, 14)}
    answer_order(application=application, actor=cast.handler, now=now, **(words | said))


def clear(application: Application, cast: Cast, now: Any = NEXT_DAY) -> None:
    clear_order(application=application, actor=cast.supervisor, reasons="已有安排", now=now)


def test_the_yellow_card_raises_a_numbered_order_with_a_limit_of_its_own(application: Application) -> None:
    order = order_of(application)
    assert (order.number, order.card, order.due_on) == ("督〔2026〕0001号", "yellow", ORDER_DUE)
    assert (order.missed_on, order.deadline.clock) == (date(2026, 8, 10), "valid_reply")


@pytest.mark.parametrize(
    ("valid_from", "due_on", "red"),
    [("2026-08-03", date(2026, 8, 17), "2026-08-18 09:00"), ("2026-08-04", ORDER_DUE, RED)],
)
def test_the_limit_of_an_order_is_the_standard_of_the_day_of_receipt(
    cast: Cast, sweep: Callable[[str], int], valid_from: str, due_on: date, red: str
) -> None:
    ServiceStandard.objects.create(clock=ORDER, working_days=4, legal_source="新规", valid_from=valid_from)
    application = case_in("assessing", starts_at=START)
    sweep(YELLOW)
    assert order_of(application).due_on == due_on
    assert sweep(f"{red[:10]} 08:59") == 0
    assert order_of(application).card == "yellow"
    assert sweep(red) == 1
    assert order_of(application).card == "red"


def test_a_case_from_before_such_standards_keeps_two_working_days(cast: Cast, sweep: Callable[[str], int]) -> None:
    application = case_in("assessing", starts_at=START)
    standards = {clock: said for clock, said in application.case.standards.items() if clock != ORDER}
    Case.objects.filter(pk=application.pk).update(standards=standards)
    sweep(YELLOW)
    assert order_of(application).due_on == ORDER_DUE


def test_an_order_that_was_answered_and_cleared_does_not_turn_red(
    application: Application, cast: Cast, sweep: Callable[[str], int]
) -> None:
    answer(application, cast)
    clear(application, cast)
    assert sweep(RED) == 0
    assert (order_of(application).card, order_of(application).is_open) == ("yellow", False)


def test_an_order_that_was_not_cleared_turns_red_when_its_limit_has_passed(
    application: Application, cast: Cast, sweep: Callable[[str], int]
) -> None:
    answer(application, cast)
    assert sweep("2026-08-13 23:59") == 0
    assert sweep(RED) == 1
    order = order_of(application)
    assert (order.card, order.reddened_at, order.awaits_answer) == ("red", shanghai(RED), True)
    answer(application, cast, now=shanghai("2026-08-14 10:00"), planned_on=date(2026, 8, 17))
    clear(application, cast, now=shanghai("2026-08-14 11:00"))
    assert not order_of(application).is_open


def test_an_order_is_answered_before_it_is_cleared(application: Application, cast: Cast) -> None:
    with pytest.raises(NoOrderToClear):
        clear(application, cast)


def test_an_order_whose_case_was_dealt_with_can_be_cleared_without_an_answer(
    application: Application, cast: Cast, sweep: Callable[[str], int]
) -> None:
    life = a_life_of(application, cast)
    life.do("assess", at=NEXT_DAY)
    life.do("refuse", at=shanghai("2026-08-12 11:00"))
    assert sweep(RED) == 0
    clear(application, cast, now=shanghai("2026-08-12 12:00"))
    assert not order_of(application).is_open


def test_it_is_answered_once(application: Application, cast: Cast) -> None:
    answer(application, cast)
    with pytest.raises(NoOrderToAnswer):
        answer(application, cast)


@pytest.mark.parametrize(
    "wrong", [{"reason": "weather"}, {"explanation": " "}, {"planned_on": date(2026, 8, 11)}], ids=str
)
def test_an_answer_has_a_reason_of_the_list_words_and_a_day_ahead(
    application: Application, cast: Cast, wrong: dict[str, Any]
) -> None:
    with pytest.raises(MissingFacts):
        answer(application, cast, **wrong)


def test_the_handler_answers_and_a_supervisor_clears(application: Application, cast: Cast) -> None:
    with pytest.raises(NotYours):
        answer_order(
            application=application, actor=cast.supervisor, reason="ours", explanation="无", planned_on=ORDER_DUE,
            now=NEXT_DAY,
        )  # fmt: skip
    answer(application, cast)
    with pytest.raises(NotYours):
        clear_order(application=application, actor=cast.handler, reasons="理由", now=NEXT_DAY)


def test_orders_of_two_cases_have_numbers_that_follow_each_other(cast: Cast, sweep: Callable[[str], int]) -> None:
    case_in("assessing", starts_at=START)
    case_in("submitted", starts_at=START)
    sweep(YELLOW)
    numbers = sorted(SupervisionOrder.objects.values_list("number", flat=True))
    assert numbers == ["督〔2026〕0001号", "督〔2026〕0002号"]


def test_the_supervisor_finds_the_order_and_clears_it_by_the_pages(
    application: Application, cast: Cast, client: Client
) -> None:
    with clock.travel(NEXT_DAY):
        client.force_login(cast.supervisor)
        page = client.get(reverse("orders"))
        assert [row.order.number for row in page.context["rows"]] == ["督〔2026〕0001号"]
        client.force_login(cast.handler)
        answer = reverse("move", args=[application.pk, "answer_order"])
        assert f'href="{answer}"' in client.get(reverse("orders")).content.decode()
        case = client.get(reverse("case", args=[application.pk])).content.decode()
        assert "督〔2026〕0001号" in case
        assert "待答复" in case
        said = {"reason": "ours", "explanation": "出差", "planned_on": "2026-08-14"}
        assert client.post(reverse("move", args=[application.pk, "answer_order"]), said).status_code == 302
        client.force_login(cast.supervisor)
        answered = client.get(reverse("orders"), {"tab": "answered"}).content.decode()
        assert f"/cases/{application.pk}/clear_order/" in answered
        cleared = client.post(reverse("move", args=[application.pk, "clear_order"]), {"reasons": "已有安排"})
        assert cleared.status_code == 302
    assert not order_of(application).is_open


@pytest.mark.parametrize("part", ["handler", "approver", "deputy_leader", "supervisor", "auditor"])
def test_the_list_shows_the_order_to_its_department_and_to_those_who_oversee(
    application: Application, cast: Cast, client: Client, part: str
) -> None:
    client.force_login(cast.people[part])
    with clock.travel(NEXT_DAY):
        page = client.get(reverse("orders"))
    assert [row.order.pk for row in page.context["rows"]] == [order_of(application).pk]
    assert reverse("order", args=[order_of(application).pk]) in page.content.decode()


@pytest.mark.parametrize("part", ["applicant", "sysadmin"])
def test_the_list_is_for_officers(cast: Cast, client: Client, part: str) -> None:
    client.force_login(cast.people[part])
    assert client.get(reverse("orders")).status_code == 404


def test_a_department_that_was_asked_for_its_opinion_sees_no_order(
    cast: Cast, client: Client, sweep: Callable[[str], int]
) -> None:
    asked = case_in("consulting", starts_at=START)
    sweep(YELLOW)
    client.force_login(cast.consulted_handler)
    with clock.travel(NEXT_DAY):
        assert client.get(reverse("orders")).context["rows"] == []
        assert client.get(reverse("order", args=[order_of(asked).pk])).status_code == 404


def a_life_of(application: Application, cast: Cast) -> Any:
    """The verbs of the factories for a case that is there."""
    life = a_life(cast=cast)
    life.pk = application.pk
    return life
