"""What is said above the queue of the coming holidays and make-up days."""

from datetime import date

import pytest

from applications.holidays_ahead import ahead, sentences
from calendars.index import WorkdayIndex
from calendars.notices import NATIONAL, published_notices

INDEX = WorkdayIndex.from_notices([notice for notice in published_notices() if notice.scope == NATIONAL])


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 9, 7), ["9 月 20 日（星期日）调休上班，计为工作日。"]),
        (date(2026, 9, 10), ["9 月 20 日（星期日）调休上班，计为工作日。"]),
        (
            date(2026, 9, 24),
            ["9 月 25 日至 27 日中秋节放假，不计入办理时限。", "节前没有工作日了。"],
        ),
        (
            date(2026, 9, 28),
            [
                "10 月 1 日至 7 日国庆节放假，不计入办理时限。",
                "节前还有 2 个工作日（9 月 29 日、9 月 30 日）。",
                "10 月 10 日（星期六）调休上班，计为工作日。",
            ],
        ),
        (
            date(2026, 10, 3),
            ["10 月 1 日至 7 日国庆节放假，不计入办理时限。", "10 月 10 日（星期六）调休上班，计为工作日。"],
        ),
        (date(2026, 10, 12), []),
        (
            date(2026, 12, 25),
            [
                "1 月 1 日元旦预计放假，放假安排尚未公布，不计入办理时限为暂定。",
                "节前还有 4 个工作日。",
            ],
        ),
    ],
)
def test_each_day_is_told_what_is_coming(today: date, said: list[str]) -> None:
    assert sentences(ahead(INDEX, today), 0) == said


def test_cases_that_fall_due_by_the_first_day_back_are_counted() -> None:
    told = sentences(ahead(INDEX, date(2026, 9, 28)), 5)
    assert told[2] == "5 件将在 10 月 8 日（节后首个工作日）或之前届满。"


def test_a_holiday_over_the_turn_of_the_month_names_both() -> None:
    told = sentences(ahead(INDEX, date(2025, 1, 20)), 0)
    assert told[0] == "1 月 28 日至 2 月 4 日春节放假，不计入办理时限。"


def test_the_end_of_the_calendar_is_no_obstacle() -> None:
    for day in range(20, 32):
        assert ahead(INDEX, date(INDEX.last.year, 12, day)).holiday is None
