"""Calendars for other programs: the holidays of a year, and a person's own deadlines."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from calendars.festivals import days_between
from calendars.index import DayKind, DayReason, WorkdayIndex
from calendars.templatetags.holiday_names import holiday_name
from workflow.models import Deadline

from .rfc5545 import Entry, written

CONTENT_TYPE = "text/calendar; charset=utf-8"
WORTH_SAYING = (DayKind.HOLIDAY, DayKind.ESTIMATED, DayKind.MAKE_UP)


def holidays(index: WorkdayIndex, year: int, now: datetime) -> bytes:
    """The days off and the make-up working days of a year; a run of days of one reason is one entry."""
    entries = (_day_off(index, *run) for run in _runs(index, year))
    return written(_("%(year)d 年节假日和调休上班") % {"year": year}, entries, now)


def deadlines(rows: Iterable[Deadline], now: datetime) -> bytes:
    """One entry for each running deadline (with `case.application.dataset`) on its due day."""
    entries = (_due(row, row.due_on) for row in rows if row.due_on)
    return written(_("我的办理时限"), entries, now)


def _day_off(index: WorkdayIndex, first: date, last: date, reason: DayReason) -> Entry:
    firm = index.firm(last)
    name = _("调休上班") if reason.kind == DayKind.MAKE_UP else _("%(name)s放假") % {"name": holiday_name(reason.name)}
    return Entry(
        uid=_uid(f"{first.isoformat()}-{'work' if reason.counts else 'off'}"),
        first=first,
        last=last,
        summary=name if firm else _("%(name)s（暂定）") % {"name": name},
        description=reason.doc_no or _("放假安排尚未公布，按法定节假日推算。"),
        tentative=not firm,
    )


def _due(row: Deadline, due_on: date) -> Entry:
    facts = {
        "clock": row.get_clock_display(),
        "dataset": row.case.application.dataset.title,
        "number": row.case.number,
    }
    firm = _("%(clock)s届满：%(dataset)s（%(number)s）")
    provisional = _("%(clock)s暂定届满：%(dataset)s（%(number)s）")
    return Entry(
        uid=_uid(f"deadline-{row.pk}"),
        first=due_on,
        last=due_on,
        summary=(firm if row.firm else provisional) % facts,
        description="" if row.firm else _("该日期为暂定，以国务院办公厅当年节假日安排为准。"),
        tentative=not row.firm,
    )


def _uid(key: str) -> str:
    return f"{key}@{urlsplit(settings.WURI_BASE_URL).hostname or 'localhost'}"


def _runs(index: WorkdayIndex, year: int) -> Iterator[tuple[date, date, DayReason]]:
    """(first, last, reason) for each run of days that a notice or the estimate sets apart."""
    run: list[tuple[date, DayReason]] = []
    for day in days_between(date(year, 1, 1), date(year, 12, 31)):
        reason = index.reason(day)
        if run and reason != run[0][1]:
            yield run[0][0], run[-1][0], run[0][1]
            run = []
        if reason.kind in WORTH_SAYING:
            run.append((day, reason))
    if run:
        yield run[0][0], run[-1][0], run[0][1]
