"""The queue: what waits for whom, by how much time is left, found again by its address."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Membership, User
from applications.models import Application
from jobs import clock
from tests.factories import Cast, a_dataset, case_in, shanghai
from workflow.states import TURN, Capacity, State

pytestmark = pytest.mark.django_db

SINCE = date(2020, 1, 1)

QUEUE = "/review/"
THURSDAY = shanghai("2026-09-24 09:00")


def numbers(page: Any) -> list[str]:
    return [row.case.number for row in page.context["rows"]]


def number(application: Application) -> str:
    return application.number


@pytest.fixture
def three(cast: Cast) -> dict[str, Application]:
    """One case overdue, one due today, one with time, in another order; and one that stands still."""
    return {
        "green": case_in("submitted", starts_at=shanghai("2026-09-24 15:00")),
        "due": case_in("submitted", starts_at=shanghai("2026-09-20 15:00")),
        "paused": case_in("supplement", starts_at=shanghai("2026-09-22 15:00")),
        "red": case_in("submitted", starts_at=shanghai("2026-09-18 15:00")),
    }


@pytest.mark.both
def test_it_begins_with_the_overdue_and_ends_with_the_paused(
    sees: Callable[..., Any], cast: Cast, three: dict[str, Application]
) -> None:
    page = sees(cast.handler, QUEUE, tab="department")
    assert numbers(page) == [number(three[name]) for name in ("red", "due", "green", "paused")]


def test_the_first_column_says_in_words_what_the_lamp_says(
    sees: Callable[..., Any], cast: Cast, three: dict[str, Application]
) -> None:
    text = sees(cast.handler, QUEUE, tab="department").content.decode()
    for words in ("超期 1 个工作日", "09-24 已届满", "今日届满", "剩余 4 个工作日", "补正期间不计时"):
        assert words in text


@pytest.mark.both
def test_chips_count_the_lamps_and_choose_by_them(
    sees: Callable[..., Any], cast: Cast, three: dict[str, Application]
) -> None:
    page = sees(cast.handler, QUEUE, tab="department")
    assert [chip["count"] for chip in page.context["chips"]] == [4, 1, 1, 1, 1]
    for chip, name in zip(page.context["chips"][1:], ("red", "due", "green", "paused"), strict=True):
        assert numbers(sees(cast.handler, chip["url"])) == [number(three[name])]


def test_urgent_rows_have_a_filled_button_that_says_what_to_do(
    sees: Callable[..., Any], cast: Cast, three: dict[str, Application]
) -> None:
    rows = sees(cast.handler, QUEUE, tab="department").context["rows"]
    assert [(row.button, row.urgent) for row in rows] == [
        ("受理", True), ("受理", True), ("受理", False), ("查看", False),
    ]  # fmt: skip


@pytest.mark.parametrize("state", [one for one in TURN if TURN[one] != Capacity.APPLICANT and one != State.REVIEWING])
def test_each_stage_waits_in_the_queue_of_the_person_whose_turn_it_is(
    sees: Callable[..., Any], cast: Cast, state: State
) -> None:
    case = case_in(state, starts_at=THURSDAY)
    whose = {
        Capacity.HANDLER: cast.handler,
        Capacity.RISK_ASSESSOR: cast.assessor,
        Capacity.CONSULTED: cast.consulted_handler,
        Capacity.APPROVER: cast.approver,
    }[TURN[state]]
    assert numbers(sees(whose, QUEUE)) == [number(case)]
    assert all(row.acts for row in sees(whose, QUEUE).context["rows"])


def test_a_review_waits_for_the_approvers_but_who_refused_does_not_act(sees: Callable[..., Any], cast: Cast) -> None:
    case = case_in("reviewing", starts_at=THURSDAY)
    assert numbers(sees(cast.approver, QUEUE)) == [number(case)]
    assert not any(row.acts for row in sees(cast.approver, QUEUE).context["rows"])


@pytest.mark.parametrize("state", ["supplement", "agreement", "in_use"])
def test_what_the_applicant_has_to_do_waits_in_nobodys_queue(sees: Callable[..., Any], cast: Cast, state: str) -> None:
    case_in(state, starts_at=THURSDAY)
    for person in (cast.handler, cast.assessor, cast.approver):
        assert numbers(sees(person, QUEUE)) == []


def test_tabs_count_the_stages_of_the_department(
    sees: Callable[..., Any], cast: Cast, three: dict[str, Application]
) -> None:
    case_in("refused", starts_at=shanghai("2026-09-21 09:00"))
    tabs = sees(cast.handler, QUEUE).context["tabs"]
    shown = {str(tab["label"]): tab["count"] for tab in tabs if tab["count"]}
    assert shown == {"我的待办": 3, "部门在办": 4, "待受理": 3, "待补正": 1, "已办结": 1}
    for tab in tabs:
        assert sees(cast.handler, tab["url"]).context["page"].paginator.count == tab["count"]


def test_ended_cases_tell_how_the_reply_was_given(sees: Callable[..., Any], cast: Cast) -> None:
    case_in("refused", starts_at=shanghai("2026-09-21 09:00"))
    text = sees(cast.handler, QUEUE, tab="ended").content.decode()
    assert "提前 5 个工作日办结" in text
    assert "09-21 答复" in text


@pytest.fixture
def various(cast: Cast) -> dict[str, Application]:
    """Three that the filters tell apart."""
    other = a_dataset(cast.provider, code="JT-0002", title="停车场库实时泊位")
    return {
        "body": case_in("assessing", starts_at=THURSDAY),
        "person": case_in("submitted", starts_at=THURSDAY, body=None, dataset=other),
        "high": case_in("consulting", starts_at=THURSDAY, body=cast.other_body),
    }


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"q": "停车场"}, ["person"]),
        ({"q": "沪桥 公交"}, ["body"]),
        ({"q": "周以宁"}, ["person"]),
        ({"q": "研究会"}, ["high"]),
        ({"kind": "natural_person"}, ["person"]),
        ({"risk": "high"}, ["high"]),
        ({"risk": "none"}, ["body", "person"]),
        ({"handler": "mine"}, ["body", "high"]),
        ({"handler": "unassigned"}, ["person"]),
        ({"handler": "mine", "risk": "high"}, ["high"]),
        ({"kind": "of another planet", "lamp": "purple"}, ["body", "person", "high"]),
    ],
)
def test_filters_find_by_the_address(
    sees: Callable[..., Any], cast: Cast, various: dict[str, Application], filters: dict[str, str], found: list[str]
) -> None:
    page = sees(cast.handler, QUEUE, tab="department", **filters)
    assert sorted(numbers(page)) == sorted(number(various[name]) for name in found)


def test_a_number_is_found_by_its_end(sees: Callable[..., Any], cast: Cast, various: dict[str, Application]) -> None:
    wanted = number(various["high"])
    assert numbers(sees(cast.handler, QUEUE, tab="department", q=wanted[-4:])) == [wanted]


def test_filters_stay_when_a_chip_or_a_tab_is_chosen(
    sees: Callable[..., Any], cast: Cast, various: dict[str, Application]
) -> None:
    page = sees(cast.handler, QUEUE, tab="department", kind="natural_person", page="1")
    assert all("kind=natural_person" in chip["url"] for chip in page.context["chips"])
    assert all("kind=natural_person" in tab["url"] for tab in page.context["tabs"])
    assert not any("page=" in chip["url"] for chip in page.context["chips"])


def test_an_empty_queue_says_why_and_what_to_do(sees: Callable[..., Any], cast: Cast) -> None:
    assert "没有待办事项" in sees(cast.handler, QUEUE).content.decode()
    assert "清除筛选" in sees(cast.handler, QUEUE, q="没有这样的").content.decode()


def test_twenty_rows_take_no_more_queries_than_one(
    monday: clock.Journey, cast: Cast, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    client = Client()
    client.force_login(cast.handler)
    make_rows(1)
    client.get(QUEUE, {"tab": "department"})  # content types and the calendar are read once a process
    with django_assert_max_num_queries(18) as taken:
        client.get(QUEUE, {"tab": "department"})
    make_rows(20)
    with django_assert_num_queries(len(taken)):
        page = client.get(QUEUE, {"tab": "department"})
    assert len(page.context["rows"]) == 20
    assert page.context["page"].paginator.num_pages == 3


def make_rows(n: int) -> None:
    """Two cases for each: one waits at the counter, one is being consulted about."""
    for _each in range(n):
        case_in("submitted", starts_at=THURSDAY)
        case_in("consulting", starts_at=THURSDAY)


def test_an_officer_of_two_departments_sees_the_work_of_both(sees: Callable[..., Any], cast: Cast) -> None:
    Membership.objects.create(user=cast.consulted_handler, organisation=cast.provider, role="handler", since=SINCE)
    mine = case_in("submitted", starts_at=THURSDAY)
    asked = case_in("consulting", starts_at=THURSDAY)
    page = sees(cast.consulted_handler, QUEUE)
    assert sorted(numbers(page)) == sorted([number(mine), number(asked)])
    assert "市交通委、市公安局" in page.content.decode()


def test_the_head_tells_the_day_and_whether_it_counts(
    sees: Callable[..., Any], cast: Cast, monday: clock.Journey
) -> None:
    assert "2026-09-28 星期一，工作日" in sees(cast.handler, QUEUE).content.decode()
    monday.move_to(shanghai("2026-10-03 10:00"))
    assert "2026-10-03 星期六，非工作日" in sees(cast.handler, QUEUE).content.decode()
    monday.move_to(shanghai("2026-10-10 10:00"))
    assert "2026-10-10 星期六，工作日" in sees(cast.handler, QUEUE).content.decode()


def test_the_notice_tells_what_the_holiday_means(
    sees: Callable[..., Any], cast: Cast, three: dict[str, Application]
) -> None:
    text = sees(cast.handler, QUEUE).content.decode()
    assert "10 月 1 日至 7 日国庆节放假，不计入办理时限。" in text
    assert "节前还有 2 个工作日（9 月 29 日、9 月 30 日）。" in text
    assert "1 件将在 10 月 8 日（节后首个工作日）或之前届满。" in text
    assert "10 月 10 日（星期六）调休上班，计为工作日。" in text


@pytest.mark.parametrize("role", ["applicant", "colleague", "person", "stranger", "sysadmin"])
def test_nobody_else_gets_a_queue(sees: Callable[..., Any], cast: Cast, role: str) -> None:
    assert sees(cast.people[role], QUEUE).status_code == 404


def test_a_stranger_is_asked_to_sign_in(sees: Callable[..., Any], cast: Cast) -> None:
    answer = sees(None, QUEUE)
    assert answer.status_code == 302
    assert answer.url == f"{reverse('account_login')}?next={QUEUE}"


def test_a_supervisor_is_led_to_his_own_pages(sees: Callable[..., Any], cast: Cast) -> None:
    assert sees(cast.supervisor, QUEUE).url == reverse("supervision")


def test_a_year_without_a_notice_is_told_as_provisional(
    sees: Callable[..., Any], cast: Cast, monday: clock.Journey
) -> None:
    case_in("submitted", starts_at=shanghai("2026-12-29 09:00"))
    monday.move_to(shanghai("2026-12-31 10:00"))
    text = sees(cast.handler, QUEUE).content.decode()
    assert "暂定届满" in text
    assert "放假安排尚未公布" in text


def test_an_officer_who_left_has_no_queue_any_more(sees: Callable[..., Any], cast: Cast) -> None:
    user: User = cast.handler
    user.memberships.update(until=shanghai("2026-09-01 09:00").date())
    assert sees(user, QUEUE).status_code == 404
