"""Which days are public holidays by regulation, what are they called, and where would they fall?

Source: 全国年节及纪念日放假办法 as revised by State Council order 795 (2024-11-10): thirteen days a year; one
that falls on a Saturday or Sunday is made up on a working day. workalendar supplies the lunar calendar only.
"""

import warnings
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from workalendar.core import SAT, ChineseNewYearCalendar

gettext_noop = str  # marks a name for makemessages; Django's own asks for settings, and rules need none

NEW_YEAR = gettext_noop("元旦")
SPRING_FESTIVAL = gettext_noop("春节")
TOMB_SWEEPING = gettext_noop("清明节")
LABOUR_DAY = gettext_noop("劳动节")
DRAGON_BOAT = gettext_noop("端午节")
MID_AUTUMN = gettext_noop("中秋节")
NATIONAL_DAY = gettext_noop("国庆节")

ONE_DAY = timedelta(days=1)


def days_between(first: date, last: date) -> Iterable[date]:
    """Every day from `first` to `last`, both included, in order."""
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(ordinal)


@lru_cache(maxsize=64)
def statutory_days(year: int) -> tuple[tuple[date, str], ...]:
    """The thirteen statutory days of `year` as (day, name), in order; a day of two festivals comes twice."""
    new_year, spring = date(year, 1, 1), _lunar(year, 1, 1)
    days = [(new_year, NEW_YEAR)]
    days += [(spring + shift * ONE_DAY, SPRING_FESTIVAL) for shift in (-1, 0, 1, 2)]
    days += [(_tomb_sweeping(year), TOMB_SWEEPING)]
    days += [(date(year, 5, day), LABOUR_DAY) for day in (1, 2)]
    days += [(_lunar(year, 5, 5), DRAGON_BOAT)]
    days += [(date(year, 10, day), NATIONAL_DAY) for day in (1, 2, 3)]
    days += [(_lunar(year, 8, 15), MID_AUTUMN)]
    return tuple(sorted(days, key=lambda entry: entry[0]))  # stable: National Day is named before Mid-Autumn


def estimated_days_off(year: int) -> dict[date, str]:
    """The days off of a year without a notice, with names: statutory days and the days made up for them.

    Only an estimate: no make-up working days, no bridges. Held against the notices of 2019-2026 it gave no due
    date that was more than one working day too late (tests/workflow/test_clock.py).
    """
    off = dict(reversed(statutory_days(year)))  # of two festivals on one day the first keeps its name
    taken: set[date] = set()
    for day, name in statutory_days(year):
        if day.weekday() >= SAT or day in taken:
            off[_next_free(day, off)] = name
        taken.add(day)
    return off


def span_name(first: date, last: date) -> str:
    """The festivals from `first` to `last` as a notice names them, 国庆节、中秋节; empty if there is none."""
    years = range(first.year, last.year + 1)
    names = [name for year in years for day, name in statutory_days(year) if first <= day <= last]
    return "、".join(dict.fromkeys(names))


def _next_free(day: date, off: dict[date, str]) -> date:
    while day in off or day.weekday() >= SAT:
        day += ONE_DAY
    return day


def _lunar(year: int, month: int, day: int) -> date:
    with warnings.catch_warnings():  # workalendar calls a spelling that lunardate has deprecated
        warnings.simplefilter("ignore", DeprecationWarning)
        solar: date = ChineseNewYearCalendar.lunar(year, month, day)
    return solar


def _tomb_sweeping(year: int) -> date:
    """Qingming by the usual formula of the 21st century (2000-2099)."""
    return date(year, 4, int(year % 100 * 0.2422 + 4.81) - year % 100 // 4)
