"""The estimate for years without a notice, and the lunar days it rests on."""

from datetime import date

import pytest

from calendars.festivals import estimated_days_off, statutory_days
from calendars.index import WorkdayIndex
from calendars.notices import published_notices

YEARS = range(2025, 2060)
INDEX = WorkdayIndex.from_notices(published_notices())


@pytest.mark.parametrize("year", YEARS)
def test_a_year_has_thirteen_statutory_days(year):
    assert len(statutory_days(year)) == 13


@pytest.mark.parametrize("year", YEARS)
def test_an_estimated_year_has_thirteen_weekdays_off(year):
    """Every yearly notice since 2025 keeps this sum (weekdays off less make-up days)."""
    assert sum(day.weekday() < 5 for day in estimated_days_off(year)) == 13


@pytest.mark.parametrize("year", YEARS)
def test_every_estimated_day_off_is_in_its_year_and_has_a_name(year):
    days = estimated_days_off(year)
    assert {day.year for day in days} == {year}
    assert all(days.values())


@pytest.mark.parametrize("year", [2025, 2026])
def test_the_notices_free_every_statutory_day(year):
    assert not any(INDEX.is_working_day(day) for day, _name in statutory_days(year))


def test_the_estimate_for_2027_names_its_days():
    days = estimated_days_off(2027)
    assert {day for day, name in days.items() if name == "春节"} == {date(2027, 2, n) for n in range(5, 11)}
    assert days[date(2027, 5, 3)] == days[date(2027, 5, 1)] == "劳动节"  # 1 May is a Saturday, 2 May a Sunday
    assert days[date(2027, 4, 5)] == "清明节"
    assert days[date(2027, 6, 9)] == "端午节"
    assert days[date(2027, 9, 15)] == "中秋节"


def test_a_day_that_is_two_festivals_is_made_up_for():
    """Mid-Autumn 2028 is 3 October; in 2020, when it was 1 October, the notice kept the sum too."""
    days = estimated_days_off(2028)
    assert days[date(2028, 10, 3)] == "国庆节"
    assert days[date(2028, 10, 5)] == "中秋节"
