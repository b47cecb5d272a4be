"""Numbers, days and sentences as official documents write them."""

from datetime import date

import pytest

from applications.documents.wording import bare, han_numeral, printed_day


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
