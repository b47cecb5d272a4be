from datetime import UTC, date, datetime

import pytest

from calendars.hours import closes_at, opens_at
from calendars.local import SHANGHAI, NaiveMoment, local_day


def test_an_evening_in_utc_is_the_next_day_in_shanghai():
    assert local_day(datetime(2023, 2, 2, 17, 0, tzinfo=UTC)) == date(2023, 2, 3)


def test_a_moment_in_shanghai_keeps_its_day_until_midnight():
    assert local_day(datetime(2019, 3, 11, 23, 59, 59, tzinfo=SHANGHAI)) == date(2019, 3, 11)


def test_a_date_is_given_back():
    assert local_day(date(2026, 2, 14)) == date(2026, 2, 14)


def test_a_naive_moment_is_refused():
    with pytest.raises(NaiveMoment, match="no time zone"):
        local_day(datetime(2023, 2, 2, 17, 0))


def test_a_limit_is_over_at_half_past_five_in_shanghai():
    assert closes_at(date(2026, 2, 14)) == datetime(2026, 2, 14, 9, 30, tzinfo=UTC)
    assert opens_at(date(2026, 2, 14)) == datetime(2026, 2, 14, 1, 0, tzinfo=UTC)
