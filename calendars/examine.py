"""Can this notice be right? What a person should look at before he lets it count."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .festivals import gettext_noop, span_name
from .notices import NATIONAL, Notice

# Weekdays off less make-up days: so in all nine notices of 2018-2026. The regulation was revised for 2025.
DAYS_BEFORE_2025, DAYS_SINCE_2025 = 11, 13


class Doubt(StrEnum):
    """What is wrong, as the person who checks the notice reads it: a gettext msgid."""

    NO_SOURCE = gettext_noop("全国通知应当载明发文字号和公布日期。")
    NO_YEAR = gettext_noop("通知应当写明所定年份，或者写明修改哪一份通知。")
    UNKNOWN_AMENDED = gettext_noop("被修改的通知尚未录入。")
    REVERSED = gettext_noop("放假期间的末日早于首日。")
    TWICE = gettext_noop("同一天出现了不止一次。")
    WEEKDAY_WORK = gettext_noop("调休上班日应当是周六或者周日。")
    OUTSIDE_YEAR = gettext_noop("日期不在所定年份之内（上一年 12 月 20 日起算）。")
    UNNAMED = gettext_noop("放假期间没有节日名称，也推算不出名称。")
    UNBALANCED = gettext_noop("工作日放假天数减去调休上班天数，不等于法定的全年天数。")
    OVERLAPPING = gettext_noop("同一天已由另一份并非本通知所修改的通知安排。")


# An extension may break the sum on purpose: 2020 gave 13 instead of 11; a notice for a new year may change what
# the one before said of December. All other doubts must be put right.
MAY_BE_OVERRULED = frozenset({Doubt.UNBALANCED, Doubt.OVERLAPPING})


@dataclass(frozen=True, slots=True)
class Finding:
    """One doubt, with the days it is about."""

    doubt: Doubt
    days: tuple[date, ...] = ()

    @property
    def may_be_overruled(self) -> bool:
        return self.doubt in MAY_BE_OVERRULED


def examine(notice: Notice, known: Iterable[Notice] = ()) -> tuple[Finding, ...]:
    """The findings on `notice`, none if it is plausible. `known` are the notices it may amend."""
    known = tuple(known)
    amended = next((other for other in known if other.code == notice.amends), None)
    covers = notice.covers or (amended.covers if amended else None)
    by_source = (*_source(notice, amended), *_days(notice))
    return (*by_source, *_year(notice, covers), *_balance(notice, amended, covers), *_overlap(notice, known))


def _source(notice: Notice, amended: Notice | None) -> Iterable[Finding]:
    if notice.scope == NATIONAL and not (notice.doc_no and notice.published_on):
        yield Finding(Doubt.NO_SOURCE)
    if notice.scope == NATIONAL and not (notice.covers or notice.amends):
        yield Finding(Doubt.NO_YEAR)
    if notice.amends and not amended:
        yield Finding(Doubt.UNKNOWN_AMENDED)


def _days(notice: Notice) -> Iterable[Finding]:
    reversed_spans = tuple(span.first for span in notice.off if span.last < span.first)
    times = Counter([*(day for span in notice.off for day in span), *notice.work])
    unnamed = (span.first for span in notice.off if not (span.name or span_name(span.first, span.last)))
    yield from _if_any(Doubt.REVERSED, reversed_spans)
    yield from _if_any(Doubt.TWICE, (day for day, n in times.items() if n > 1))
    yield from _if_any(Doubt.WEEKDAY_WORK, (day for day in notice.work if day.weekday() < 5))
    yield from _if_any(Doubt.UNNAMED, unnamed)


def _year(notice: Notice, covers: int | None) -> Iterable[Finding]:
    """The notice for a year also settles the last days of the year before (2019, 2023)."""
    if covers:
        first, last = date(covers - 1, 12, 20), date(covers, 12, 31)
        days = sorted(notice.days_off.union(notice.work))
        yield from _if_any(Doubt.OUTSIDE_YEAR, (day for day in days if not first <= day <= last))


def _balance(notice: Notice, amended: Notice | None, covers: int | None) -> Iterable[Finding]:
    if covers is None or notice.scope != NATIONAL:
        return
    worked = set(notice.work).union(amended.work if amended else ()) - notice.days_off
    off = notice.days_off.union(amended.days_off if amended else ()) - worked
    weekdays_off = sum(day.weekday() < 5 for day in off)
    if weekdays_off - len(worked) != (DAYS_BEFORE_2025 if covers < 2025 else DAYS_SINCE_2025):
        yield Finding(Doubt.UNBALANCED)


def _overlap(notice: Notice, known: Iterable[Notice]) -> Iterable[Finding]:
    """Days that a notice of the same scope settles which has nothing to do with this one."""
    family = {notice.code, notice.amends} - {""}
    strangers = [other for other in known if other.scope == notice.scope and not {other.code, other.amends} & family]
    settled = {day for other in strangers for day in other.days_off.union(other.work)}
    yield from _if_any(Doubt.OVERLAPPING, sorted(settled & notice.days_off.union(notice.work)))


def _if_any(doubt: Doubt, days: Iterable[date]) -> Iterable[Finding]:
    found = tuple(days)
    if found:
        yield Finding(doubt, found)
