"""The supervision order as a document: why the day was missed, what the department said, how it ended."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from applications.actions.answer_order import answer_order
from applications.actions.clear_order import clear_order
from applications.documents.engine import render_order
from applications.documents.order_facts import OrderDays
from applications.documents.refusals import MissingFact
from applications.documents.supervision_order import span
from applications.models import Application, SupervisionOrder
from applications.order_paper import order_facts
from jobs import clock
from tests.factories import Cast, case_in, shanghai, the_cast
from workflow.sweep import sweep_rungs

from .reading import in_order, reader, text

pytestmark = pytest.mark.django_db

# Handed in on Tuesday 22 September 2026: the Mid-Autumn days and the National Day week lie between.
START, YELLOW = shanghai("2026-09-22 08:00"), shanghai("2026-10-08 09:00")


@pytest.fixture
def cast() -> Cast:
    return the_cast()


@pytest.fixture
def late(cast: Cast) -> Application:
    made = case_in("assessing", starts_at=START)
    sweep_rungs(YELLOW)
    return made


def order_of(application: Application) -> SupervisionOrder:
    return SupervisionOrder.objects.get(case=application.pk)


def answered_and_cleared(application: Application, cast: Cast) -> None:
    said = {"reason": "third_party", "explanation": "会签部门尚未回复。", "planned_on": date(2026, 10, 12)}
    answer_order(application=application, actor=cast.handler, now=shanghai("2026-10-09 10:00"), **said)
    clear_order(application=application, actor=cast.supervisor, reasons="已有安排", now=shanghai("2026-10-09 15:00"))


def test_it_tells_what_was_missed_why_that_day_and_until_when_an_answer_is_owed(late: Application) -> None:
    facts = order_facts(order_of(late))
    made = render_order(facts)
    written = text(made)
    said = [
        "市数据局", "督〔2026〕0001号", "督办单", "黄牌督办", "市交通委：", late.case.number,
        "有效答复时限已于2026年9月30日届满，尚未作出答复", "转为红牌督办", "承办部门", "市数据局", "2026年10月8日",
        "一、办理时限的计算",
        "2026年9月22日", "不计", "收到申请，次日起算", "2026年9月23日", "第1个工作日",
        "2026年9月25日至27日", "不计", "中秋节放假（国办发明电〔2025〕7号）", "2026年9月30日",
        "第5个工作日", "时限届满",
    ]  # fmt: skip
    assert in_order(said, written) == []
    assert reader(made).attachments["supervision_order.json"] == [facts.to_json().encode()]


def test_the_account_ends_with_the_missed_day_and_its_number(late: Application) -> None:
    [*_before, last] = order_facts(order_of(late)).days
    assert (last.last, last.remark) == (order_of(late).missed_on, "时限届满")


def test_answer_and_clearing_stand_in_it_once_they_are_there(late: Application, cast: Cast) -> None:
    assert "承办部门答复" not in text(render_order(order_facts(order_of(late))))
    answered_and_cleared(late, cast)
    written = text(render_order(order_facts(order_of(late))))
    said = [
        "二、承办部门答复", "第三方原因", "会签部门尚未回复。", "2026年10月12日", "陈承于2026年10月9日10:00答复",
        "三、销号", "已有安排。", "段督于2026年10月9日15:00销号",
    ]  # fmt: skip
    assert in_order(said, written) == []


def test_one_that_turned_red_says_since_when(late: Application) -> None:
    sweep_rungs(shanghai("2026-10-12 09:00"))
    written = text(render_order(order_facts(order_of(late))))
    assert "红牌督办" in written
    assert "已于2026年10月12日转为红牌督办" in written


def test_the_same_records_give_the_same_bytes(late: Application) -> None:
    assert render_order(order_facts(order_of(late))) == render_order(order_facts(order_of(late)))


def test_without_an_authority_there_is_nobody_to_issue_it(late: Application, cast: Cast) -> None:
    type(cast.authority).objects.update(is_competent_authority=False)
    with pytest.raises(MissingFact, match="制发机关"):
        order_facts(order_of(late))


PARTS: dict[str, int] = {
    "handler": 200, "deputy_leader": 200, "supervisor": 200, "auditor": 200, "applicant": 404, "consulted_handler": 404,
    "sysadmin": 404,
}  # fmt: skip


@pytest.mark.parametrize(("part", "status"), PARTS.items())
def test_its_department_and_those_who_oversee_can_open_it(
    late: Application, cast: Cast, client: Client, part: str, status: int
) -> None:
    client.force_login(cast.people[part])
    with clock.travel(YELLOW):
        answer: Any = client.get(reverse("order", args=[order_of(late).pk]))
    assert answer.status_code == status
    assert answer.content.startswith(b"%PDF-") is (status == 200)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 9, 18), date(2026, 9, 18), "2026年9月18日"),
        (date(2026, 10, 1), date(2026, 10, 7), "2026年10月1日至7日"),
        (date(2026, 9, 30), date(2026, 10, 2), "2026年9月30日至10月2日"),
        (date(2026, 12, 31), date(2027, 1, 3), "2026年12月31日至2027年1月3日"),
    ],
)
def test_a_run_of_days_repeats_no_month_or_year(first: date, last: date, words: str) -> None:
    assert span(OrderDays(first=first, last=last, counts="不计", remark="")) == words
