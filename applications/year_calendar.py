"""A year at a glance: twelve months, each day with what it is, why, and by which notice."""

from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from calendars.index import DayKind, WorkdayIndex
from calendars.models import HolidayNotice
from calendars.notices import Notice, Span
from calendars.templatetags.holiday_names import holiday_name

from .templatetags.dates import WEEKDAY_LETTERS, month_label, weekday

REST, MAKE_UP = pgettext_lazy("calendar sign", "休"), pgettext_lazy("calendar sign", "班")
WEEKS = Calendar(firstweekday=0)

KINDS = {
    DayKind.WORKING: ("work", "", gettext_lazy("工作日")),
    DayKind.MAKE_UP: ("make", MAKE_UP, gettext_lazy("调休上班，计为工作日")),
    DayKind.WEEKEND: ("rest", "", gettext_lazy("周末")),
    DayKind.HOLIDAY: ("hol", REST, gettext_lazy("放假")),
    DayKind.ESTIMATED: ("est", REST, gettext_lazy("预计放假")),
}


@dataclass(frozen=True)
class YearDay:
    """One cell: `css` and `sign` show what it is, `spoken` says it in full. `open`: a notice may yet change it."""

    on: date
    css: str
    sign: str
    spoken: str
    is_today: bool
    open: bool


@dataclass(frozen=True)
class Month:
    """Rows of seven; None where another month's days would stand."""

    number: int
    label: str
    weeks: tuple[tuple[YearDay | None, ...], ...]


@dataclass(frozen=True)
class Source:
    """A notice that settles days of the year, with those of its days that lie in it."""

    notice: Notice
    off: tuple[Span, ...]
    work: tuple[date, ...]


@dataclass(frozen=True)
class Year:
    """`covered`: a notice has settled it; `working_days` in all, provisional ones included."""

    number: int
    months: tuple[Month, ...]
    letters: tuple[str, ...]
    sources: tuple[Source, ...]
    covered: bool
    firm_until: date
    working_days: int
    before: int | None
    after: int | None

    @property
    def is_firm(self) -> bool:
        return self.firm_until >= date(self.number, 12, 31)


def year_of(index: WorkdayIndex, number: int, today: date) -> Year | None:
    """The year, or None where the calendar does not reach: never a guess. One query."""
    first, last = index.first.year, index.last.year
    if not first <= number <= last:
        return None
    sources = _sources(index, number)
    return Year(
        number=number,
        months=tuple(_month(index, number, month, today) for month in range(1, 13)),
        letters=tuple(map(str, WEEKDAY_LETTERS)),
        sources=sources,
        covered=index.firm_until.year >= number,
        firm_until=index.firm_until,
        working_days=_working_days(index, number),
        before=number - 1 if number > first else None,
        after=number + 1 if number < last else None,
    )


def _working_days(index: WorkdayIndex, number: int) -> int:
    before = index.count(date(number - 1, 12, 31)) if number > index.first.year else 0
    return index.count(date(number, 12, 31)) - before


def _month(index: WorkdayIndex, year: int, month: int, today: date) -> Month:
    weeks = tuple(
        tuple(_day(index, day, today) if day.month == month else None for day in week)
        for week in WEEKS.monthdatescalendar(year, month)
    )
    return Month(month, month_label(date(year, month, 1), with_year=False), weeks)


def _day(index: WorkdayIndex, day: date, today: date) -> YearDay:
    reason = index.reason(day)
    css, sign, words = KINDS[reason.kind]
    named = reason.name and reason.kind in (DayKind.HOLIDAY, DayKind.ESTIMATED)
    open_ = not index.firm(day)
    said = [
        _("%(month)d 月 %(day)d 日%(weekday)s") % {"month": day.month, "day": day.day, "weekday": weekday(day)},
        holiday_name(reason.name) if named else "",
        str(words),
        reason.doc_no,
        _("暂定") if open_ else "",
        _("今天") if day == today else "",
    ]
    spoken = pgettext("list separator", "，").join(filter(None, said))
    return YearDay(day, css, str(sign), spoken, day == today, open_)


def _sources(index: WorkdayIndex, number: int) -> tuple[Source, ...]:
    rows = HolidayNotice.objects.filter(code__in=index.codes).select_related("amends")
    by_code = {row.code: row.facts() for row in rows}
    found = (_source(by_code[code], number) for code in index.codes if code in by_code)
    return tuple(source for source in found if source.off or source.work)


def _source(notice: Notice, number: int) -> Source:
    return Source(notice, tuple(_within(notice.off, number)), tuple(day for day in notice.work if day.year == number))


def _within(spans: Iterable[Span], number: int) -> Iterable[Span]:
    """The spans as far as they lie in the year."""
    first, last = date(number, 1, 1), date(number, 12, 31)
    for span in spans:
        if span.first <= last and span.last >= first:
            yield Span(max(span.first, first), min(span.last, last), span.name)
