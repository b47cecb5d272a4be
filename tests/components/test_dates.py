"""Dates are written one way in sentences, one way in tables, always as it is in Shanghai."""

from datetime import UTC, date, datetime

import pytest

from calendars.local import NaiveMoment
from tests.components.rendering import html

LATE_IN_UTC = datetime(2026, 9, 28, 17, 5, tzinfo=UTC)  # 01:05 on the 29th in Shanghai


@pytest.mark.parametrize(
    ("filter_name", "value", "written"),
    [
        ("zh_date", date(2026, 9, 8), "2026 年 9 月 8 日"),
        ("zh_date", LATE_IN_UTC, "2026 年 9 月 29 日"),
        ("zh_day", date(2026, 9, 28), "9 月 28 日"),
        ("zh_weekday", date(2026, 9, 28), "星期一"),
        ("iso_date", date(2026, 9, 8), "2026-09-08"),
        ("iso_date", LATE_IN_UTC, "2026-09-29"),
        ("moment", LATE_IN_UTC, "2026-09-29 01:05"),
        ("iso_instant", LATE_IN_UTC, "2026-09-29T01:05+08:00"),
        ("file_size", 0, "0 B"),
        ("file_size", 1_023, "1023 B"),
        ("file_size", 88_000, "86 KB"),
        ("file_size", 3_456_789, "3.3 MB"),
        ("file_size", 2 * 1024**3, "2.0 GB"),
    ],
)
def test_a_value_is_written(filter_name, value, written):
    assert html(f"{{{{ value|{filter_name} }}}}", value=value) == written


@pytest.mark.parametrize("filter_name", ["zh_date", "zh_day", "zh_weekday", "iso_date", "moment", "file_size"])
def test_nothing_is_written_for_nothing(filter_name):
    assert html(f"{{{{ value|{filter_name} }}}}", value=None) == ""


@pytest.mark.parametrize("filter_name", ["zh_date", "iso_date", "moment", "iso_instant"])
def test_a_moment_without_a_zone_is_refused(filter_name):
    with pytest.raises(NaiveMoment):
        html(f"{{{{ value|{filter_name} }}}}", value=datetime(2026, 9, 28, 9, 12))
