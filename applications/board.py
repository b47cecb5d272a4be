"""What the supervisor's overview shows: the figures, what needs a hand, the departments, the months, the stages."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F
from django.utils.dateformat import format as date_format
from django.utils.functional import Promise
from django.utils.translation import pgettext, pgettext_lazy

from accounts.models import Organisation
from calendars.hours import opens_at
from workflow.models import Case, Clock, Event, ServiceStandard
from workflow.states import State

from . import lateness, office_words, oversight
from .desk import Desk
from .journal_words import Entry
from .office_clock import Clocked
from .punctuality import Record, Tally, given, record
from .queue import IN_HAND, by_state, in_order, with_parts
from .queue_rows import Row, rows

# What the on-time rate is held against, in percent; the promise itself is every reply in time.
TARGET = 95.0
# Labels of the chart have room for four characters.
SHORT: dict[State, str | Promise] = {
    State.ASSESSING: pgettext_lazy("chart", "风险评估"),
    State.CONSULTING: pgettext_lazy("chart", "会签"),
    State.DECIDING: pgettext_lazy("chart", "审核决定"),
}
SHOWN = 10  # cases that need a hand, on the overview


@dataclass(frozen=True)
class Attention:
    """One overdue case, the last thing that happened to it, and whether the reader has pressed for it today."""

    row: Row
    last: Entry | None
    pressed: bool


def attention(desk: Desk) -> list[Attention]:
    """The overdue cases, the longest overdue first: eight queries."""
    late = in_order(oversight.overdue(desk.visible(), desk))
    shown = rows(desk, with_parts(late)[:SHOWN])
    cases = [row.case for row in shown]
    last, pressed = last_entries(cases), pressed_today(cases, desk)
    return [Attention(row, last.get(row.case.pk), row.case.pk in pressed) for row in shown]


def pressed_today(cases: list[Case], desk: Desk) -> set[int]:
    """The cases for which the reader has reminded the department today: one query."""
    nudges = Event.objects.filter(case__in=cases, name="nudge", actor=desk.user, at__gte=midnight(desk.today))
    return set(nudges.values_list("case", flat=True))


def midnight(day: date) -> datetime:
    """The moment a day begins in Shanghai."""
    return opens_at(day).replace(hour=0, minute=0)


def last_entries(cases: list[Case]) -> dict[int, Entry]:
    """The newest journal entry of each case: one query."""
    newest = Event.objects.filter(case__in=[case.pk for case in cases], seq=F("case__seq")).select_related("actor")
    return {event.case_id: office_words.entry(event) for event in newest}


@dataclass(frozen=True)
class Department:
    """One line of the table; `record` covers the last six months."""

    organisation: Organisation
    open_cases: int
    amber: int
    overdue_open: int
    record: Record

    @property
    def against_target(self) -> float | None:
        """Percentage points above or below the target."""
        rate = self.record.whole.rate
        return None if rate is None else rate - TARGET


def departments(desk: Desk, records: dict[int, Record]) -> list[Department]:
    """Every department with a case in hand or a reply in the last six months, the lowest rate first."""
    now = oversight.by_department(desk.visible(), desk)
    none = dict.fromkeys(("open_cases", "amber", "overdue_open"), 0)
    found = [
        Department(organisation, record=records.get(organisation.pk, Record()), **now.get(organisation.pk, none))
        for organisation in Organisation.objects.filter(pk__in={*now, *records})
    ]
    return sorted(found, key=lambda one: (one.record.whole.rate is None, one.record.whole.rate, one.organisation.name))


def board(desk: Desk) -> dict[str, Any]:
    """The context of templates/supervision/overview.html, beside the figures."""
    replies = given(desk.visible(), oversight.half_year_of(desk.today))
    whole = record(replies, desk.today, oversight.MONTHS)
    by_provider = {
        key: record([one for one in replies if one.provider_id == key], desk.today, oversight.MONTHS)
        for key in {one.provider_id for one in replies}
    }
    this, before = list(whole.months.values())[-1], list(whole.months.values())[-2]
    points = change(this, before)
    return {
        "this_month": this,
        "change": points,
        "change_size": abs(points or 0),
        "limit": limit(desk.today),
        "attention": attention(desk),
        "shown": SHOWN,
        "departments": departments(desk, by_provider),
        "target": TARGET,
        "months": [(month_words(month), tally.on_time, tally.late) for month, tally in whole.months.items()],
        "whole": whole.whole,
        "stages": stages(desk.visible()),
        "late_reasons": late_reasons(desk),
    }


def late_reasons(desk: Desk) -> list[lateness.Split]:
    """Why the late replies of the last six months were late."""
    return lateness.split(oversight.behind("closed_late", desk.visible(), desk, oversight.half_year_of(desk.today)))


def change(this: Tally, before: Tally) -> float | None:
    """Percentage points by which the month's rate is above the one before; None where either has none."""
    return None if this.rate is None or before.rate is None else round(this.rate - before.rate, 1)


def limit(day: date) -> int | None:
    """The working days within which a reply is owed now."""
    standards = ServiceStandard.objects.filter(clock=Clock.VALID_REPLY, valid_from__lte=day)
    return standards.order_by("-valid_from").values_list("working_days", flat=True).first()


def stages(cases: Clocked) -> list[tuple[str, int]]:
    """How many cases in hand are in each stage, in the order of a case's life."""
    counted = by_state(cases.filter(state__in=IN_HAND))
    return [(str(SHORT.get(stage, stage.label)), counted.get(stage, 0)) for stage in IN_HAND]


def month_words(month: date) -> str:
    """9 月."""
    return date_format(month, pgettext("date format", "n 月"))
