"""What counts in the supervisor's figures, and what does not; cities with little or nothing in them."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.models import Membership
from applications.periods import month_of
from applications.punctuality import given
from jobs import clock
from tests.factories import Cast, a_life, case_in, shanghai

pytestmark = pytest.mark.django_db

BOARD = "/supervision/"
AN_HOUR = timedelta(hours=1)
SINCE = date(2020, 1, 1)


def test_a_department_without_replies_has_no_rate(sees: Callable[..., Any], cast: Cast) -> None:
    case_in("submitted", starts_at=shanghai("2026-09-22 09:00"))
    text = sees(cast.supervisor, BOARD).content.decode()
    assert "近 6 个月尚无办结" in text
    assert "本月尚无办结" in text


def test_an_empty_city_says_so(sees: Callable[..., Any], cast: Cast) -> None:
    text = sees(cast.supervisor, BOARD).content.decode()
    for words in ("没有超期的办件", "尚无数据", "尚无办结", "没有在办件"):
        assert words in text


def test_pauses_do_not_count_in_the_days_a_reply_took(cast: Cast) -> None:
    """Asked on the 2nd, answered on the 8th, decided on the 10th: the 2nd, 9th and 10th were used."""
    life = a_life(starts_at=shanghai("2026-09-01 08:00"))
    life.do("submit", at=shanghai("2026-09-01 09:00"))
    life.do("request_supplement", at=shanghai("2026-09-02 09:00"))
    life.do("resubmit", at=shanghai("2026-09-08 09:00"))
    life.do("accept")
    life.do("assess")
    life.do("refuse", at=shanghai("2026-09-10 09:00"))
    [reply] = given(type(life.application.case).objects.all(), month_of(date(2026, 9, 28)))
    assert (reply.used, reply.late, reply.n) == (3, False, 1)


def test_a_reply_counts_in_the_month_it_was_given(sees: Callable[..., Any], cast: Cast) -> None:
    given_on = {"not_accept": shanghai("2026-09-01 10:00")}
    case_in("not_accepted", starts_at=shanghai("2026-08-31 09:00"), moments=given_on)
    figures = sees(cast.supervisor, BOARD).context["figures"]
    assert (figures.received, figures.closed, figures.on_time) == (0, 1, 1)


def test_void_clocks_are_neither_on_time_nor_late(sees: Callable[..., Any], cast: Cast) -> None:
    case_in("withdrawn", starts_at=shanghai("2026-09-03 09:00"))
    case_in("lapsed", starts_at=shanghai("2026-09-03 09:00"))
    figures = sees(cast.supervisor, BOARD).context["figures"]
    assert (figures.received, figures.closed, figures.on_time_rate) == (2, 0, None)


def test_the_case_of_ones_own_body_is_in_no_figure(sees: Callable[..., Any], cast: Cast) -> None:
    Membership.objects.create(user=cast.supervisor, organisation=cast.body, role="applicant", since=SINCE)
    case_in("submitted", starts_at=shanghai("2026-09-22 09:00"))
    assert sees(cast.supervisor, BOARD).context["figures"].open_cases == 0


def test_the_board_takes_no_more_queries_for_more_cases(
    monday: clock.Journey, cast: Cast, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    client = Client()
    client.force_login(cast.supervisor)
    overdue_and_answered(1)
    client.get(BOARD)
    with django_assert_max_num_queries(40) as taken:
        client.get(BOARD)
    overdue_and_answered(5)
    with django_assert_num_queries(len(taken)):
        client.get(BOARD)


def overdue_and_answered(n: int) -> None:
    for day in range(1, n + 1):
        case_in("assessing", starts_at=shanghai("2026-09-14 09:00"))
        case_in("refused", starts_at=shanghai(f"2026-09-0{day} 09:00"), step=AN_HOUR * day)
