"""Which holiday or make-up working day is coming, and what it means for the work in hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from calendars.index import DayKind, WorkdayIndex
from calendars.templatetags.holiday_names import holiday_name

from .templatetags.dates import short_date, weekday

WITHIN = 14  # days
OFF = (DayKind.HOLIDAY, DayKind.ESTIMATED)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Holiday:
    """Days off from `first` to `last`; `before` are the working days from tomorrow until it begins."""

    name: str
    first: date
    last: date
    estimated: bool
    before: tuple[date, ...]
    first_back: date
    has_begun: bool


@dataclass(frozen=True)
class Ahead:
    """The next holiday within two weeks, and the weekend days in them that are working days."""

    holiday: Holiday | None
    make_up: tuple[date, ...]


def ahead(index: WorkdayIndex, today: date, within: int = WITHIN) -> Ahead:
    """What is coming after `today`; a holiday that today lies in counts too. Nothing past the calendar's end."""
    days = [today + n * ONE_DAY for n in range(within + 1) if today + n * ONE_DAY <= index.last]
    off = next((day for day in days if index.reason(day).kind in OFF), None)
    make_up = tuple(day for day in days if index.reason(day).kind == DayKind.MAKE_UP)
    return Ahead(_holiday(index, off, today) if off else None, make_up)


def _holiday(index: WorkdayIndex, off: date, today: date) -> Holiday | None:
    """The holiday around a day off; None where the calendar ends before it does."""
    first = last = off
    while first > index.first and _is_off(index, first - ONE_DAY):
        first -= ONE_DAY
    while last < index.last and _is_off(index, last + ONE_DAY):
        last += ONE_DAY
    if not any(index.is_working_day(day) for day in _days_after(last, index)):
        return None
    reason = index.reason(off)
    between = (today + n * ONE_DAY for n in range(1, (first - today).days))
    return Holiday(
        name=reason.name,
        first=first,
        last=last,
        estimated=reason.kind == DayKind.ESTIMATED,
        before=tuple(day for day in between if index.is_working_day(day)),
        first_back=index.add(last, 1),
        has_begun=first <= today,
    )


def _is_off(index: WorkdayIndex, day: date) -> bool:
    return index.reason(day).kind in OFF


def _days_after(day: date, index: WorkdayIndex) -> Iterator[date]:
    """The days after `day` that the calendar still knows, a fortnight at most."""
    return (day + n * ONE_DAY for n in range(1, WITHIN + 1) if day + n * ONE_DAY <= index.last)


def sentences(coming: Ahead, falling_due: int) -> list[str]:
    """The notice above a queue; `falling_due` cases end by the first working day after the holiday."""
    return [*_holiday_sentences(coming.holiday, falling_due), *_make_up_sentences(coming.make_up)]


def _holiday_sentences(holiday: Holiday | None, falling_due: int) -> Iterator[str]:
    if holiday is None:
        return
    facts = {"span": _span(holiday), "name": holiday_name(holiday.name), "back": short_date(holiday.first_back)}
    if holiday.estimated:
        yield _("%(span)s%(name)s预计放假，放假安排尚未公布，不计入办理时限为暂定。") % facts
    else:
        yield _("%(span)s%(name)s放假，不计入办理时限。") % facts
    if not holiday.has_begun:
        yield _before(holiday.before)
    if falling_due:
        words = ngettext(
            "%(n)d 件将在 %(back)s（节后首个工作日）或之前届满。",
            "%(n)d 件将在 %(back)s（节后首个工作日）或之前届满。",
            falling_due,
        )
        yield words % {**facts, "n": falling_due}


def _span(holiday: Holiday) -> str:
    if holiday.first == holiday.last:
        return short_date(holiday.first)
    if holiday.first.month == holiday.last.month:
        return _("%(first)s至 %(day)d 日") % {"first": short_date(holiday.first), "day": holiday.last.day}
    return _("%(first)s至 %(last)s") % {"first": short_date(holiday.first), "last": short_date(holiday.last)}


def _before(days: tuple[date, ...]) -> str:
    if not days:
        return _("节前没有工作日了。")
    words = ngettext("节前还有 %(n)d 个工作日", "节前还有 %(n)d 个工作日", len(days)) % {"n": len(days)}
    if len(days) > 3:
        return _("%(words)s。") % {"words": words}
    listed = pgettext("list separator", "、").join(short_date(day) for day in days)
    return _("%(words)s（%(days)s）。") % {"words": words, "days": listed}


def _make_up_sentences(days: tuple[date, ...]) -> Iterator[str]:
    if not days:
        return
    named = [_("%(date)s（%(weekday)s）") % {"date": short_date(day), "weekday": weekday(day)} for day in days]
    yield _("%(days)s调休上班，计为工作日。") % {"days": pgettext("list separator", "、").join(named)}
