"""Which calendar is current? One small query a call; an index is built once per process and version."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

from django.db import transaction
from django.db.models import QuerySet, Subquery

from .adapter import NoticeCalendar
from .index import WorkdayIndex
from .models import CalendarVersion, HolidayNotice
from .notices import NATIONAL, Notice
from .versions import make_current


class NoCalendar(LookupError):
    """There is no current calendar, or none of this version: run the migrations, or import the notices."""


class CalendarDamaged(RuntimeError):
    """The notices of a version no longer give that version: a notice was edited instead of amended."""


def current_version_digest() -> str:
    """The digest of the current calendar. Raises NoCalendar. One query."""
    digest = CalendarVersion.objects.filter(is_current=True).values_list("digest", flat=True).first()
    if digest is None:
        raise NoCalendar("no calendar version is current")
    return digest


def current_digest() -> Subquery:
    """The digest of the current calendar as an expression, for a query that reads other things on the way."""
    return Subquery(CalendarVersion.objects.filter(is_current=True).values("digest")[:1])


def current_index() -> WorkdayIndex:
    """The index of the current calendar; workers see an import at their next call."""
    return index_for(current_version_digest())


def working_calendar() -> NoticeCalendar:
    """The current calendar behind workalendar's interface."""
    return NoticeCalendar(current_index())


@lru_cache(maxsize=16)
def index_for(digest: str) -> WorkdayIndex:
    """The index of any version, as closed cases need old ones. Raises NoCalendar, CalendarDamaged."""
    version = CalendarVersion.objects.filter(digest=digest).first()
    if version is None:
        raise NoCalendar(f"no calendar version {digest}")
    notices = HolidayNotice.objects.filter(code__in=version.notices)
    index = WorkdayIndex.from_notices(_facts(notices), version.scopes)
    if index.version != digest:
        raise CalendarDamaged(f"the notices of calendar {digest} now give {index.version}")
    return index


def index_known_on(day: date) -> WorkdayIndex:
    """The calendar by what had been published by `day`: for a dispute about a date told on that day."""
    return _index_in_force(as_of=day)


def notices_in_force() -> tuple[Notice, ...]:
    """The notices that count now, the local ones too."""
    return tuple(_facts(HolidayNotice.objects.filter(in_force=True, affects_clock=True)))


def index_with(notice: Notice) -> WorkdayIndex:
    """The calendar as it would be if `notice` counted too: the dry run of an import."""
    return _build([*(one for one in notices_in_force() if one.code != notice.code), notice])


@transaction.atomic
def settle_version(*, now: datetime) -> CalendarVersion:
    """Build the calendar from the notices that count now and make it current: after a notice is approved."""
    version: CalendarVersion = make_current(_index_in_force(), versions=CalendarVersion, now=now)
    return version


def _index_in_force(as_of: date | None = None) -> WorkdayIndex:
    """From the notices that affect clocks: national ones first, then whatever local scopes there are."""
    return _build(notices_in_force(), as_of)


def _build(facts: Iterable[Notice], as_of: date | None = None) -> WorkdayIndex:
    facts = list(facts)
    scopes = sorted({notice.scope for notice in facts}, key=lambda scope: (scope != NATIONAL, scope))
    return WorkdayIndex.from_notices(facts, scopes, as_of)


def _facts(notices: QuerySet[HolidayNotice]) -> list[Notice]:
    return [notice.facts() for notice in notices.select_related("amends").order_by("code")]
