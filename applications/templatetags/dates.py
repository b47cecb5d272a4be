"""How dates and moments are written: one wording each for sentences, tables and single days."""

from datetime import date, datetime

from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from calendars.local import SHANGHAI, NaiveMoment, local_day

# The heads of a calendar's columns, Monday first.
WEEKDAY_LETTERS = (
    pgettext_lazy("weekday letter", "一"),
    pgettext_lazy("weekday letter", "二"),
    pgettext_lazy("weekday letter", "三"),
    pgettext_lazy("weekday letter", "四"),
    pgettext_lazy("weekday letter", "五"),
    pgettext_lazy("weekday letter", "六"),
    pgettext_lazy("weekday letter", "日"),
)


def in_shanghai(value: datetime) -> datetime:
    """The same instant on Shanghai's wall clock; raises NaiveMoment for a datetime without a zone."""
    if value.utcoffset() is None:
        raise NaiveMoment(value)
    return value.astimezone(SHANGHAI)


def long_date(value: date) -> str:
    """2026 年 9 月 28 日, for sentences."""
    return date_format(local_day(value), pgettext("date format", "Y 年 n 月 j 日"))


def long_date_with_weekday(value: date) -> str:
    """2026 年 9 月 28 日（星期一）."""
    day = local_day(value)
    return _("%(date)s（%(weekday)s）") % {"date": long_date(day), "weekday": weekday(day)}


def short_date(value: date) -> str:
    """9 月 28 日, where the year is clear."""
    return date_format(local_day(value), pgettext("date format", "n 月 j 日"))


def month_label(value: date, *, with_year: bool) -> str:
    """9 月, or 2027 年 1 月."""
    if with_year:
        return date_format(value, pgettext("date format", "Y 年 n 月"))
    return date_format(value, pgettext("date format", "n 月"))


def weekday(value: date) -> str:
    """星期一."""
    return date_format(local_day(value), "l")


def weekday_letter(value: date) -> str:
    """一, as at the head of a calendar's column."""
    return str(WEEKDAY_LETTERS[value.weekday()])


def iso_moment(value: datetime) -> str:
    """2026-09-28 09:12, Shanghai time."""
    return f"{in_shanghai(value):%Y-%m-%d %H:%M}"
