"""The applicant's list: what waits for him first, with its clock and what to do next."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from applications.my_applications import TABS
from jobs.clock import Journey
from tests.factories import Cast, a_life, case_in, shanghai
from workflow.states import State

from .pages import squeezed, text_of

pytestmark = pytest.mark.either

LIST = "/applications/"


def states_in(shown: Any) -> list[str]:
    """The states of the rows, from top to bottom."""
    return re.findall(r'<span class="pill[^"]*">\s*([^<]+?)\s*</span>', shown.content.decode())


def test_every_state_is_under_exactly_one_tab() -> None:
    under = [state for name, (_label, states) in TABS.items() if name for state in states or []]
    assert sorted(under) == sorted(State)


def test_someone_without_applications_is_shown_the_way_to_one(applicant: Client) -> None:
    shown = applicant.get(LIST)
    assert "还没有申请" in text_of(shown)
    assert f'href="{reverse("catalogue")}"' in shown.content.decode()


def test_drafts_stand_first_then_what_waits_for_the_applicant_then_the_rest(applicant: Client, cast: Cast) -> None:
    for state in ("refused", "assessing", "agreement", "draft", "in_use", "supplement"):
        case_in(state)
    shown = states_in(applicant.get(LIST))
    assert shown == ["草稿", "待补正", "待签协议", "使用中", "风险评估", "不予开放"]


def test_each_row_tells_the_time_and_what_to_do(applicant: Client, cast: Cast, now: Journey) -> None:
    for state in ("assessing", "supplement", "agreement", "in_use", "closed", "draft"):
        case_in(state)
    shown = squeezed(applicant.get(LIST))
    for words in ("剩余5个工作日", "09-17届满", "补正材料", "阅读并签订协议", "领取数据", "2027-09-10到期",
                  "2026-09-10结束", "继续填写", "尚未提交"):  # fmt: skip
        assert words in shown


def test_the_button_leads_to_where_it_is_done(applicant: Client, cast: Cast) -> None:
    asked, using = case_in("supplement"), case_in("in_use")
    page = applicant.get(LIST).content.decode()
    assert f'href="{reverse("draft", args=[asked.pk])}"' in page
    assert f'href="{reverse("my-data")}"' in page
    assert f'href="{reverse("application", args=[using.pk])}"' in page


@pytest.mark.parametrize(
    ("show", "state"),
    [("draft", "草稿"), ("mine", "待补正"), ("office", "风险评估"), ("using", "使用中"), ("ended", "不予开放")],
)
def test_a_tab_narrows_the_list(applicant: Client, cast: Cast, show: str, state: str) -> None:
    for one in ("refused", "assessing", "draft", "in_use", "supplement"):
        case_in(one)
    shown = applicant.get(LIST, {"show": show})
    assert states_in(shown) == [state]
    assert "全部5草稿1待您办理1办理中1使用中1已结束1" in squeezed(shown)


def test_an_empty_tab_says_so_and_an_unknown_one_shows_all(applicant: Client, cast: Cast) -> None:
    case_in("assessing")
    assert "没有这一类申请" in text_of(applicant.get(LIST, {"show": "draft"}))
    assert states_in(applicant.get(LIST, {"show": "x"})) == ["风险评估"]


def test_the_applications_of_the_body_are_its_colleagues_too(client: Client, cast: Cast, now: Journey) -> None:
    case_in("assessing")
    case_in("submitted", body=None)
    client.force_login(cast.colleague)
    assert states_in(client.get(LIST)) == ["风险评估"]
    client.force_login(cast.person)
    assert states_in(client.get(LIST)) == ["待受理"]
    client.force_login(cast.stranger)
    assert states_in(client.get(LIST)) == []


def test_a_paused_or_late_clock_is_told(applicant: Client, now: Journey) -> None:
    case_in("assessing")
    now.move_to(shanghai("2026-09-21 09:00"))
    shown = applicant.get(LIST)
    assert "超期 3 个工作日" in text_of(shown)
    assert "row-red" in shown.content.decode()


def test_the_list_is_cut_into_pages_and_keeps_its_tab(applicant: Client, cast: Cast) -> None:
    for _n in range(21):
        a_life(filled=False)
    shown = applicant.get(LIST, {"show": "draft"})
    assert len(states_in(shown)) == 20
    assert re.search(r"\?show=draft&amp;page=2|\?page=2&amp;show=draft", shown.content.decode())
    assert len(states_in(applicant.get(LIST, {"page": "2"}))) == 1
    assert len(states_in(applicant.get(LIST, {"page": "x"}))) == 20


def test_the_list_asks_the_same_few_questions_however_long_it_is(
    applicant: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for state in ("assessing", "agreement", "in_use"):
        case_in(state)
    applicant.get(LIST)
    with django_assert_num_queries(9):
        applicant.get(LIST, {"q": "公交"})
    for state in ("assessing", "supplement", "sealing", "in_use", "closed"):
        case_in(state)
    with django_assert_num_queries(9):
        applicant.get(LIST)


def test_an_application_is_found_by_number_data_set_or_applicant(applicant: Client, cast: Cast) -> None:
    found, other = case_in("assessing"), case_in("in_use")
    shown = applicant.get(LIST, {"q": found.number})
    assert states_in(shown) == ["风险评估"]
    assert other.number not in text_of(shown)
    assert len(states_in(applicant.get(LIST, {"q": f"公交 {cast.body.name}"}))) == 2
    assert "没有找到申请" in text_of(applicant.get(LIST, {"q": "没有这样的数据"}))


def test_a_search_goes_on_from_tab_to_tab_and_counts_under_it(applicant: Client, cast: Cast) -> None:
    found = case_in("assessing")
    case_in("in_use")
    shown = applicant.get(LIST, {"q": found.number, "show": "office"})
    assert states_in(shown) == ["风险评估"]
    assert "全部1草稿0待您办理0办理中1使用中0已结束0" in squeezed(shown)
    assert f'href="{LIST}?q={found.number}&amp;show=using"' in shown.content.decode()


@pytest.mark.parametrize("words", ["\0", "%", "‮", "长" * 5000, "' OR 1=1 --"])
def test_whatever_is_looked_for_is_answered(applicant: Client, cast: Cast, words: str) -> None:
    case_in("assessing")
    assert applicant.get(LIST, {"q": words}).status_code == 200
