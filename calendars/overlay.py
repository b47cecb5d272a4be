"""Which notice decides a day, and what does it say about it?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .festivals import ONE_DAY, estimated_days_off, gettext_noop, span_name
from .notices import Notice, Span

WEEKEND = gettext_noop("周末")
MAKE_UP = gettext_noop("调休上班")
DAY_OFF = gettext_noop("放假")


class DayKind(StrEnum):
    """What a day is. Only `working` and `make_up` count."""

    WORKING = "working"
    MAKE_UP = "make_up"  # a Saturday or Sunday that a notice made a working day
    WEEKEND = "weekend"
    HOLIDAY = "holiday"  # off by a notice, weekends inside the holiday too
    ESTIMATED = "estimated"  # off by estimate: the year has no notice yet


@dataclass(frozen=True, slots=True)
class DayReason:
    """Why a day counts or does not: its kind, what it is called, and the notice that says so, if one does."""

    kind: DayKind
    name: str = ""
    notice: str = ""
    doc_no: str = ""

    @property
    def counts(self) -> bool:
        return self.kind in (DayKind.WORKING, DayKind.MAKE_UP)


ORDINARY = DayReason(DayKind.WORKING)
ORDINARY_WEEKEND = DayReason(DayKind.WEEKEND, WEEKEND)


def overlay(notices: Iterable[Notice]) -> dict[date, DayReason]:
    """The days that notices settle. Give the notices weakest first: a later one replaces an earlier one."""
    days: dict[date, DayReason] = {}
    for notice in notices:
        for span in notice.off:
            reason = DayReason(DayKind.HOLIDAY, _name(span, days), notice.code, notice.doc_no)
            days.update(dict.fromkeys(span, reason))
        for day in notice.work:
            weekend = day.weekday() >= 5
            name, kind = (MAKE_UP, DayKind.MAKE_UP) if weekend else ("", DayKind.WORKING)
            days[day] = DayReason(kind, name, notice.code, notice.doc_no)
    return days


def estimates(years: Iterable[int]) -> dict[date, DayReason]:
    """The days off of years without a notice, as estimated."""
    named = (entry for year in years for entry in estimated_days_off(year).items())
    return {day: DayReason(DayKind.ESTIMATED, name) for day, name in named}


def _name(span: Span, before: Mapping[date, DayReason]) -> str:
    """As the notice says, else by the festivals inside, else what it prolongs (2020: 春节 to 2 February)."""
    prolonged = before.get(span.first - ONE_DAY, ORDINARY).name
    return span.name or span_name(span.first, span.last) or prolonged or DAY_OFF
