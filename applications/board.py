"""What the supervisor's overview shows: the figures, what needs a hand, the departments, the months, the stages."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from accounts.models import Organisation
from workflow.models import Clock, ServiceStandard
from workflow.states import State

from . import lateness, oversight
from .attention import attention, orders_by_step
from .desk import Desk
from .expected_late import expected_late, paces
from .office_clock import Clocked
from .periods import Period, half_year_of, month_key
from .punctuality import Record, Tally, given, record, records
from .queue import IN_HAND, by_state
from .side import figure_url
from .stage_words import short
from .templatetags.dates import month_label

SHOWN = 10  # cases that need a hand, on the overview


@dataclass(frozen=True)
class Department:
    """One line of the table; `record` covers the last six months, `target` is in percent."""

    organisation: Organisation
    open_cases: int
    amber: int
    overdue_open: int
    record: Record
    target: float

    @property
    def against_target(self) -> float | None:
        """Percentage points above or below the target."""
        rate = self.record.whole.rate
        return None if rate is None else rate - self.target


def target() -> float:
    """What the on-time rate is held against, in percent; the promise itself is every reply in time."""
    return float(settings.WURI_ON_TIME_TARGET)


def axis_from(goal: float) -> float:
    """Where the axis of the rates begins: at 80 %, or lower where the target would stand at its edge."""
    return 80.0 if goal >= 85 else max(0.0, goal // 10 * 10 - 10)


def departments(desk: Desk, found: dict[int, Record]) -> list[Department]:
    """Every department with a case in hand or a reply in the last six months, the lowest rate first."""
    now, goal = oversight.by_department(desk.visible(), desk), target()
    none = dict.fromkeys(("open_cases", "amber", "overdue_open"), 0)
    listed = [
        Department(
            organisation, record=found.get(organisation.pk, Record()), target=goal, **now.get(organisation.pk, none)
        )
        for organisation in Organisation.objects.filter(pk__in={*now, *found})
    ]
    return sorted(listed, key=lambda one: (one.record.whole.rate is None, one.record.whole.rate, one.organisation.name))


def board(desk: Desk) -> dict[str, Any]:
    """The context of templates/supervision/overview.html, beside the figures."""
    period = half_year_of(desk.today)
    replies = given(desk.visible(), period)
    whole = record(replies, period)
    this, before = list(whole.months.values())[-1], list(whole.months.values())[-2]
    points = change(this, before)
    return {
        "this_month": this,
        "change": points,
        "change_size": abs(points or 0),
        "limit": limit(desk),
        "attention": attention(desk, SHOWN),
        "orders": orders_by_step(desk),
        "shown": SHOWN,
        "departments": departments(desk, records(replies, period)),
        "target": target(),
        "axis_from": axis_from(target()),
        "whole": whole.whole,
        "stages": stages(desk.visible()),
        "late_reasons": late_reasons(desk, period),
        "expected_late": expected_late(desk.visible(), desk, paces(desk)).count(),
        **trend(whole),
    }


def trend(whole: Record) -> dict[str, Any]:
    """The columns of the months, and where their numbers lead."""
    return {
        "months": [
            (month_label(month, with_year=False), tally.on_time, tally.late) for month, tally in whole.months.items()
        ],
        "month_links": [
            (figure_url("on_time", period=month_key(month)), figure_url("closed_late", period=month_key(month)))
            for month in whole.months
        ],
    }


def late_reasons(desk: Desk, period: Period) -> list[lateness.Split]:
    """Why the late replies of the period were late."""
    return lateness.split(oversight.behind("closed_late", desk.visible(), desk, period))


def change(this: Tally, before: Tally) -> float | None:
    """Percentage points by which the month's rate is above the one before; None where either has none."""
    return None if this.rate is None or before.rate is None else round(this.rate - before.rate, 1)


def limit(desk: Desk) -> int | None:
    """The working days within which a reply is owed now."""
    standards = ServiceStandard.objects.filter(clock=Clock.VALID_REPLY, valid_from__lte=desk.today)
    return standards.order_by("-valid_from").values_list("working_days", flat=True).first()


def stages(cases: Clocked) -> list[tuple[str, int, str]]:
    """How many cases in hand are in each stage, in the order of a case's life, and where they are listed."""
    counted = by_state(cases.filter(state__in=IN_HAND))
    return [(short(stage), counted.get(stage, 0), stage_url(stage)) for stage in IN_HAND]


def stage_url(stage: State) -> str:
    """The list of the cases in hand in one stage."""
    return figure_url("open_cases", state=stage.value)
