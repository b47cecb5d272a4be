"""workalendar's interface must give the answers of the index, and none of the answers of workalendar's China."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workalendar.core import Calendar

from calendars.adapter import NoticeCalendar
from calendars.index import NotCovered, WorkdayIndex
from calendars.local import SHANGHAI, NaiveMoment
from calendars.notices import published_notices

INDEX = WorkdayIndex.from_notices(published_notices())
CALENDAR = NoticeCalendar(INDEX)
DAYS = st.dates(date(2018, 6, 1), date(2027, 6, 1))


@given(day=DAYS)
def test_it_knows_the_same_working_days(day):
    assert CALENDAR.is_working_day(day) == INDEX.is_working_day(day)


@given(day=DAYS, n=st.integers(-60, 60))
def test_it_adds_like_the_index_and_like_workalendars_own_walk(day, n):
    assert CALENDAR.add_working_days(day, n) == INDEX.add(day, n) == Calendar.add_working_days(CALENDAR, day, n)


@given(day=DAYS, n=st.integers(0, 60))
def test_it_subtracts_like_the_index(day, n):
    assert CALENDAR.sub_working_days(day, n) == INDEX.add(day, -n)


@given(a=DAYS, b=DAYS.map(lambda day: day), include_start=st.booleans())
def test_it_counts_like_the_index_and_like_workalendars_own_walk(a, b, include_start):
    near = min(b, a + timedelta(days=90))
    walked = Calendar.get_working_days_delta(CALENDAR, a, near, include_start)
    assert CALENDAR.get_working_days_delta(a, near, include_start) == walked
    assert CALENDAR.get_working_days_delta(a, near) == abs(INDEX.between(a, near))


@given(day=DAYS)
def test_the_following_working_day_is_never_a_holiday(day):
    following = CALENDAR.find_following_working_day(day)
    assert INDEX.is_working_day(following)
    assert INDEX.between(day, following) == (following != day)


@pytest.mark.parametrize("year", range(2018, 2028))
def test_the_holidays_of_a_year_are_its_days_off_by_name(year):
    holidays = dict(CALENDAR.holidays(year))
    assert {day.year for day in holidays} == {year}
    assert not any(map(INDEX.is_working_day, holidays))
    assert all(CALENDAR.is_holiday(day) and CALENDAR.get_holiday_label(day) == name for day, name in holidays.items())


def test_an_ordinary_weekend_is_off_but_no_holiday():
    saturday = date(2026, 11, 21)
    assert not CALENDAR.is_working_day(saturday)
    assert not CALENDAR.is_holiday(saturday)
    assert CALENDAR.get_holiday_label(saturday) is None


def test_a_make_up_saturday_works():
    assert CALENDAR.is_working_day(date(2026, 2, 14))
    assert CALENDAR.add_working_days(date(2026, 2, 13), 1) == date(2026, 2, 14)


def test_one_more_working_day_does_not_drop_the_make_up_days():
    extra = [date(2026, 2, 7)]
    assert CALENDAR.is_working_day(date(2026, 2, 7), extra_working_days=extra)
    assert CALENDAR.is_working_day(date(2026, 2, 14), extra_working_days=extra)
    assert CALENDAR.add_working_days(date(2026, 2, 6), 2, extra_working_days=extra) == date(2026, 2, 9)


def test_a_closure_beats_a_make_up_day():
    closed = [date(2026, 2, 14)]
    assert not CALENDAR.is_working_day(closed[0], extra_working_days=closed, extra_holidays=closed)
    assert CALENDAR.is_holiday(closed[0], extra_holidays=closed)
    assert CALENDAR.get_working_days_delta(date(2026, 2, 13), date(2026, 2, 24), extra_holidays=closed) == 1


def test_an_aware_moment_is_taken_in_shanghai():
    assert CALENDAR.add_working_days(datetime(2023, 2, 2, 17, tzinfo=UTC), 1) == date(2023, 2, 6)
    assert CALENDAR.is_holiday(datetime(2026, 9, 30, 17, tzinfo=UTC))


def test_a_moment_keeps_its_time_when_asked_to():
    moment = datetime(2026, 2, 13, 16, 45, tzinfo=SHANGHAI)
    assert CALENDAR.add_working_days(moment, 1, keep_datetime=True) == moment + timedelta(days=1)
    same = CALENDAR.add_working_days(moment.astimezone(UTC), 1, keep_datetime=True)
    assert same == moment + timedelta(days=1)
    assert same.tzinfo is UTC


@pytest.mark.parametrize(
    "ask",
    [
        CALENDAR.is_working_day,
        CALENDAR.is_holiday,
        CALENDAR.find_following_working_day,
        lambda moment: CALENDAR.add_working_days(moment, 1),
        lambda moment: CALENDAR.get_working_days_delta(moment, date(2026, 1, 1)),
    ],
)
def test_a_naive_moment_is_refused(ask):
    with pytest.raises(NaiveMoment):
        ask(datetime(2026, 2, 13, 10))


@pytest.mark.parametrize("day", [date(2028, 1, 1), date(2028, 1, 3), date(2017, 12, 30)])
def test_outside_the_calendar_weekdays_and_weekends_are_refused(day):
    with pytest.raises(NotCovered):
        CALENDAR.is_working_day(day)


def test_the_year_of_holidays_must_be_named():
    with pytest.raises(TypeError, match="name the year"):
        CALENDAR.holidays()


def test_it_exports_a_calendar_file():
    lines = CALENDAR.export_to_ical(period=[2026, 2026]).splitlines()
    assert lines.count("SUMMARY:春节") == 9
