"""What is published of the departments' replies: the middle, the 95th percentile, and nothing of too few."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from math import ceil
from statistics import median
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.performance import published
from applications.periods import Period, closed_months
from applications.punctuality import Tally

from .conftest import City

PERIOD = Period(date(2026, 3, 1), date(2026, 8, 31))


def tally(*used: int, late: int = 0) -> Tally:
    return Tally(on_time=len(used) - late, late=late, spread=Counter(used))


def names(found: Any) -> dict[str, bool]:
    return {one.name: one.figures is not None for one in found.departments}


def test_a_department_with_few_replies_is_named_without_figures() -> None:
    found = published({"甲": tally(1, 2, 3, 4, 7, late=1), "乙": tally(9)}, PERIOD, 5, 5)
    assert names(found) == {"甲": True, "乙": False}
    assert found.others is None
    assert found.whole.replies == 5  # with 乙 its one reply could be worked out
    assert (found.whole.median, found.whole.p95, found.whole.within, found.whole.on_time) == (3, 7, 80.0, 80.0)


def test_several_of_them_are_shown_together_once_they_have_enough() -> None:
    few = {"乙": tally(1, 2, 2), "丙": tally(3, 3)}
    found = published({"甲": tally(*[2] * 9), **few}, PERIOD, 5, 5)
    assert found.others.replies == 5
    assert found.whole.replies == 14
    assert published({"甲": tally(*[2] * 9), **few}, PERIOD, 5, 6).whole.replies == 9


def test_none_with_enough_publishes_nothing() -> None:
    found = published({"甲": tally(1)}, PERIOD, 5, 5)
    assert found.whole is None and found.others is None


def test_the_quickest_department_comes_first() -> None:
    found = published({"甲": tally(6, 6), "乙": tally(3, 3), "丙": tally(1, 2)}, PERIOD, 5, 2)
    assert [one.name for one in found.departments] == ["丙", "乙", "甲"]


@given(st.lists(st.integers(0, 40), min_size=1, max_size=60), st.integers(1, 100))
def test_the_middle_and_the_percentiles_are_those_of_the_single_replies(used: list[int], percent: int) -> None:
    of = tally(*used)
    assert of.median == median(used)
    assert of.percentile(percent) == sorted(used)[ceil(len(used) * percent / 100) - 1]
    assert of.within(5) == sum(n <= 5 for n in used)


def test_whole_months_that_are_over_are_counted() -> None:
    assert closed_months(date(2026, 2, 28), 3) == Period(date(2025, 11, 1), date(2026, 1, 31))


@pytest.mark.django_db
class TestThePage:
    @pytest.fixture(autouse=True)
    def _one_is_enough(self, settings: Any) -> None:
        settings.WURI_PUBLIC_MINIMUM = 1

    def test_is_open_to_everyone_and_counts_what_the_list_counts(self, sees: Callable[..., Any], city: City) -> None:
        page = sees(None, "/performance/")
        found = page.context["found"]
        assert found.period == Period(date(2026, 3, 1), date(2026, 8, 31))
        assert {one.name: one.figures.replies for one in found.departments} == {"市交通委": 1, "市卫生健康委": 1}
        assert "办理情况公开" in page.content.decode()

    def test_has_a_twin_for_programs(self, sees: Callable[..., Any], city: City) -> None:
        found = sees(None, "/performance/", months=1).context["found"]
        twin = sees(None, "/performance.json", months=1)
        assert twin["Content-Type"] == "application/json"
        assert twin["Cache-Control"] == "public, max-age=3600"
        told = json.loads(twin.content)
        assert told["period"] == {"first": "2026-08-01", "last": "2026-08-31"}
        assert told["limit_working_days"] == 5
        [one] = told["departments"]
        assert one == {
            "department": "市交通委", "published": True, "replies": 1, "median_working_days": 9,
            "p95_working_days": 9, "within_limit_percent": 0.0, "on_time_percent": 0.0,
        }  # fmt: skip
        assert told["whole"]["replies"] == found.whole.replies

    def test_answers_a_known_etag_with_not_modified(self, sees: Callable[..., Any], city: City, client: Any) -> None:
        first = sees(None, "/performance.json")
        again = client.get("/performance.json", headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again["ETag"], again.content) == (304, first["ETag"], b"")

    @pytest.mark.parametrize("months", ["0", "2", "", "x", "6 "])
    def test_tells_a_program_that_a_span_is_not_offered(
        self, sees: Callable[..., Any], city: City, months: str
    ) -> None:
        refused = sees(None, "/performance.json", months=months)
        assert refused.status_code == 400
        assert "1、3、6、12" in json.loads(refused.content)["error"]
        assert sees(None, "/performance/", months=months).status_code == 200

    def test_withholds_by_the_setting(self, sees: Callable[..., Any], city: City, settings: Any) -> None:
        settings.WURI_PUBLIC_MINIMUM = 5
        told = json.loads(sees(None, "/performance.json").content)
        assert told["minimum_replies"] == 5
        assert {one["replies"] for one in told["departments"]} == {None}
        assert told["whole"] is None
        assert "不公布数字" in sees(None, "/performance/").content.decode()
