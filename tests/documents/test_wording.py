"""Numbers, days and sentences as official documents write them, and articles numbered without gaps."""

from datetime import date
from itertools import product

import pytest

from applications.documents.agreement import ARTICLES, article_numbers
from applications.documents.wording import bare, han_numeral, printed_day

from . import samples


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九")],
)
def test_numerals_are_written_as_in_laws(number: int, written: str) -> None:
    assert han_numeral(number) == written


@pytest.mark.parametrize("number", [0, 100, -1])
def test_numbers_that_no_document_reaches_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="not between"):
        han_numeral(number)


def test_days_are_printed_without_leading_zeros_or_blanks() -> None:
    assert printed_day(date(2026, 9, 8)) == "2026年9月8日"


@pytest.mark.parametrize("typed", ["不得转让", "不得转让。", " 不得转让；\n", "不得转让。。", "不得转让."])
def test_a_sentence_ends_once_however_it_was_typed(typed: str) -> None:
    assert bare(typed) == "不得转让"


@pytest.mark.parametrize(
    ("quota", "conditions", "months"), list(product(["", "不限"], [(), (" ",), ("仅限境内",)], [None, 6]))
)
def test_articles_are_numbered_without_gaps(quota: str, conditions: tuple[str, ...], months: int | None) -> None:
    facts = samples.agreement(quota=quota, conditions=conditions, use_report_interval_months=months)
    numbers = article_numbers(facts)
    assert list(numbers.values()) == [f"第{han_numeral(place)}条" for place in range(1, len(numbers) + 1)]
    assert set(ARTICLES) - set(numbers) == {
        name
        for name, given in {"quota": quota, "conditions": conditions == ("仅限境内",), "reports": months}.items()
        if not given
    }
