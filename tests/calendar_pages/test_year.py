"""The calendar page shows each day with its reason, refuses what it does not know, and calculates by the one rule."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from calendars.store import current_index
from jobs.clock import travel
from tests.factories import shanghai
from workflow.clock import due

pytestmark = pytest.mark.django_db

NOW = shanghai("2026-11-23 10:00")


@pytest.fixture(autouse=True)
def _now():
    with travel(NOW):
        yield


def page(client: Client, year: int = 2026, **asked: object) -> str:
    response = client.get(reverse("calendar", args=[year]), asked)
    assert response.status_code == 200
    return unescape(response.content.decode())


def test_the_address_without_a_year_leads_to_this_year(client: Client) -> None:
    assert client.get("/calendar/").url == "/calendar/2026/"


def test_each_day_of_the_year_stands_there_once_with_its_reason(client: Client) -> None:
    html = page(client)
    titles = re.findall(r'<td class="yd-(\w+)[^"]*"\s+title="([^"]+)"', html)
    assert len(titles) == 365
    assert ("make", "2 月 14 日星期六，调休上班，计为工作日，国办发明电〔2025〕7号") in titles
    assert ("hol", "10 月 1 日星期四，国庆节，放假，国办发明电〔2025〕7号") in titles
    assert ("rest", "11 月 22 日星期日，周末") in titles
    assert ("work", "11 月 23 日星期一，工作日，今天") in titles


def test_months_are_tables_with_captions_and_headed_columns(client: Client) -> None:
    html = page(client)
    assert html.count('<table class="month">') == html.count("<caption>") == 12
    assert html.count('<th scope="col">日</th>') == 12
    assert 'aria-current="date"' in html
    assert "style=" not in html


def test_the_year_names_its_working_days_and_its_notices(client: Client) -> None:
    html = page(client)
    assert "全年 248 个工作日" in html
    assert "国办发明电〔2025〕7号" in html
    assert "content_7047091" in html
    assert "国办发明电〔2020〕1号" in page(client, 2020)


def test_days_of_december_that_the_next_notice_sets_are_named_with_it(client: Client) -> None:
    html = page(client, 2022)
    assert "12 月 31 日星期六，元旦，放假，国办发明电〔2022〕16号" in html


def test_a_year_without_a_notice_is_shown_as_provisional(client: Client) -> None:
    html = page(client, 2027)
    assert "2027 年的放假安排尚未公布" in html
    assert html.count("yd-open") == 365 + 1  # and the legend
    assert "本年尚无通知" in html


def test_the_end_of_the_last_covered_year_is_provisional(client: Client) -> None:
    html = page(client, 2026)
    assert html.count("yd-open") == 7 + 1
    assert "2026 年 12 月 24 日以后的日期为暂定" in html


@pytest.mark.parametrize("year", [2017, 2028, 1, 99999])
def test_a_year_beyond_the_calendar_is_refused_and_never_guessed(client: Client, year: int) -> None:
    response = client.get(reverse("calendar", args=[year]))
    assert response.status_code == 404
    assert "不作推算" in response.content.decode()
    assert "2018 年 1 月 1 日" in response.content.decode()


def test_the_ways_to_other_years_end_where_the_calendar_does(client: Client) -> None:
    assert 'rel="prev"' not in page(client, 2018)
    assert 'rel="next"' not in page(client, 2027)
    assert '/calendar/2025/"' in page(client, 2026)


def test_the_calculator_answers_by_the_rule_that_computes_every_deadline(client: Client) -> None:
    html = page(client, received_on="2026-09-23", working_days=5)
    answer = due(current_index(), date(2026, 9, 23), 5).on
    assert answer == date(2026, 10, 8)
    assert "2026 年 10 月 8 日（星期四）" in html
    assert "中秋节" in html
    assert 'class="cal ' in html


def test_the_calculator_takes_pauses_and_the_restart(client: Client) -> None:
    asked = {"received_on": "2026-11-02", "working_days": 5, "pause1_from": "2026-11-04", "pause1_until": "2026-11-10"}
    assert "2026 年 11 月 13 日（星期五）" in page(client, **asked)
    assert "2026 年 11 月 17 日（星期二）" in page(client, **asked, mode="restart")


def test_an_answer_in_a_year_without_a_notice_is_called_provisional(client: Client) -> None:
    assert "暂定届满" in page(client, received_on="2026-12-28", working_days=5)


@pytest.mark.parametrize("received_on", ["2017-12-29", "2027-12-30"])
def test_the_calculator_refuses_what_lies_beyond_the_calendar(client: Client, received_on: str) -> None:
    html = page(client, received_on=received_on, working_days=5)
    assert "超出该范围的日期不作推算" in html
    assert 'class="answer' not in html


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"working_days": 0}, "1"),
        ({"working_days": 61}, "60"),
        ({"received_on": "昨天"}, "日期"),
        ({"pause1_until": "2026-11-10"}, "请填写暂停开始的日期"),
        ({"pause1_from": "2026-11-10"}, "请填写暂停结束的日期"),
        ({"pause1_from": "2026-11-10", "pause1_until": "2026-11-09"}, "暂停结束不能早于开始"),
        ({"pause1_from": "2026-10-10", "pause1_until": "2026-11-09"}, "暂停不能早于收到日期"),
    ],
)
def test_a_question_that_cannot_be_answered_says_what_is_wrong(
    client: Client, asked: dict[str, object], said: str
) -> None:
    html = page(client, **{"received_on": "2026-11-02", "working_days": 5, **asked})
    assert said in html
    assert 'class="answer' not in html


def test_the_calendar_is_there_for_everyone_and_every_page_leads_to_it(client: Client) -> None:
    assert '<a href="/calendar/">工作日历</a>' in client.get("/catalogue/").content.decode()
