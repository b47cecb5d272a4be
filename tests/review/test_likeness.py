"""Like cases stand beside the form: of the same data set, those for a like purpose first."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.likeness import ALIKE, likeness
from tests.factories import Cast, case_in, shanghai


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_the_same_both_ways_and_between_nothing_and_all(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("公交线网优化研究", "公交线网优化研究", True),
        ("公交线网优化研究", "公交 线网优化课题", True),
        ("公交线网优化研究", "停车泊位诱导服务", False),
        ("", "公交线网优化研究", False),
    ],
)
def test_what_is_alike(one: str, other: str, alike: bool) -> None:
    assert (likeness(one, other) >= ALIKE) is alike


@pytest.mark.django_db
def test_a_like_purpose_stands_before_a_later_decision(sees: Callable[..., Any], cast: Cast) -> None:
    other = {"body": cast.other_body}
    alike = case_in("refused", starts_at=shanghai("2026-08-03 09:00"), purpose="公交线网优化课题", **other)
    case_in("agreement", starts_at=shanghai("2026-08-10 09:00"), purpose="停车泊位诱导服务", **other)
    shown = sees(cast.approver, f"/review/{case_in('deciding', starts_at=shanghai('2026-09-18 09:00')).pk}/").context
    assert next(one.pk for one in shown["precedents"]) == alike.pk
    assert [one.is_alike for one in shown["precedents"]] == [True, False]
