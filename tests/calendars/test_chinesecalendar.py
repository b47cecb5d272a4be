"""Every day of every published year against an independent list: the package chinesecalendar (a test dependency)."""

from datetime import date

import chinese_calendar
import pytest

from calendars.festivals import days_between
from calendars.index import WorkdayIndex
from calendars.notices import published_notices

INDEX = WorkdayIndex.from_notices(published_notices())


@pytest.mark.parametrize("year", range(2018, 2027))
def test_every_day_is_worked_or_free_as_the_other_list_says(year: int) -> None:
    days = list(days_between(date(year, 1, 1), date(year, 12, 31)))
    differing = [day for day in days if INDEX.is_working_day(day) != chinese_calendar.is_workday(day)]
    assert differing == []
    assert len(days) in (365, 366)


def test_the_other_list_knows_no_year_more_than_ours() -> None:
    """When it learns 2027, so must we."""
    with pytest.raises(NotImplementedError):
        chinese_calendar.is_workday(date(INDEX.firm_until.year + 1, 1, 4))
