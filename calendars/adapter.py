"""workalendar's programming interface over the index.

Not a subclass of workalendar.asia.China: that one knows 2018-2023 only, answers "off" for every make-up
weekend after it, drops its own make-up days when one is added, and makes New Year's Eve 2024 a day off.
"""

from collections.abc import Collection
from datetime import date, datetime

from workalendar.core import SAT, SUN, Calendar

from .festivals import days_between
from .index import WorkdayIndex
from .local import SHANGHAI, local_day
from .overlay import DayKind

Days = Collection[date] | None


class NoticeCalendar(Calendar):  # type: ignore[misc]
    """China, by the State Council's holiday notices

    Differs from the usual where the usual is a trap: aware datetimes are taken in Asia/Shanghai, naive ones
    refused; outside the calendar every day raises NotCovered, weekends too; an extra holiday beats an extra
    working day, since a closure is the later fact; the year of `holidays` must be named.
    """

    WEEKEND_DAYS = (SAT, SUN)

    def __init__(self, index: WorkdayIndex) -> None:
        super().__init__()
        self.index = index

    def get_calendar_holidays(self, year: int) -> list[tuple[date, str]]:
        """The days off by notice or by estimate, with their names; ordinary weekends are not among them."""
        days = days_between(date(year, 1, 1), date(year, 12, 31))
        reasons = ((day, self.index.reason(day)) for day in days)
        off = (DayKind.HOLIDAY, DayKind.ESTIMATED)
        return [(day, reason.name) for day, reason in reasons if reason.kind in off]

    def holidays(self, year: int | None = None) -> list[tuple[date, str]]:
        if year is None:
            raise TypeError("name the year: this calendar has no clock of its own")
        days: list[tuple[date, str]] = super().holidays(year)
        return days

    def get_holiday_label(self, day: date) -> str | None:
        return super().get_holiday_label(local_day(day))  # type: ignore[no-any-return]

    def is_holiday(self, day: date, extra_holidays: Days = None) -> bool:
        day = local_day(day)
        return day in _local(extra_holidays) or self.get_holiday_label(day) is not None

    def is_working_day(self, day: date, extra_working_days: Days = None, extra_holidays: Days = None) -> bool:
        day = local_day(day)
        working = self.index.is_working_day(day) or day in _local(extra_working_days)
        return working and day not in _local(extra_holidays)

    def find_following_working_day(self, day: date) -> date:
        """`day` if it is a working day, else the next one; unlike the usual, holidays are skipped too."""
        day = local_day(day)
        return day if self.index.is_working_day(day) else self.index.add(day, 1)

    def add_working_days(
        self,
        day: date,
        delta: int,
        extra_working_days: Days = None,
        extra_holidays: Days = None,
        keep_datetime: bool = False,
    ) -> date:
        """The `delta`-th working day after `day`, itself not counted; `keep_datetime` keeps time and zone."""
        if extra_working_days or extra_holidays:
            extra = (_local(extra_working_days), _local(extra_holidays))
            reached: date = super().add_working_days(local_day(day), delta, *extra)
        else:
            reached = self.index.add(day, delta)
        return _at_the_same_time(day, reached) if keep_datetime and isinstance(day, datetime) else reached

    def get_working_days_delta(
        self,
        start: date,
        end: date,
        include_start: bool = False,
        extra_working_days: Days = None,
        extra_holidays: Days = None,
    ) -> int:
        """Working days in (start, end], in either order; 0 for one day, as usual even with include_start."""
        start, end = sorted((local_day(start), local_day(end)))
        if extra_working_days or extra_holidays:
            extra = (_local(extra_working_days), _local(extra_holidays))
            return super().get_working_days_delta(start, end, include_start, *extra)  # type: ignore[no-any-return]
        counts_start = include_start and start != end and self.index.is_working_day(start)
        return self.index.between(start, end) + counts_start


def _local(days: Days) -> frozenset[date]:
    return frozenset(map(local_day, days or ()))


def _at_the_same_time(moment: datetime, day: date) -> datetime:
    local = moment.astimezone(SHANGHAI)
    return datetime.combine(day, local.timetz()).astimezone(moment.tzinfo)
