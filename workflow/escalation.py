"""Who is warned when, and when is a card drawn? The ladder as data; plain values in, plain values out.

Before the due day people are warned, and where the day is still provisional one working day earlier, as for every
alarm (workflow.clock.Due). After it cards are drawn: the yellow one opens a supervision order with a limit of its
own, the red one follows when that has passed. Cards go by the due day itself: nobody gets one for a date that may
yet be moved.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import lru_cache

from calendars.hours import OPENS
from calendars.index import NotCovered, WorkdayIndex
from calendars.local import SHANGHAI, local_day

WARN, YELLOW_CARD, RED_CARD = "warn", "yellow_card", "red_card"  # the entries of the journal
CARDS = frozenset({YELLOW_CARD, RED_CARD})
ORDER_DAYS = 2  # an order's own limit in cases received before it was a dated standard (workflow.standards)


class Reader(StrEnum):
    """Whom a rung is for."""

    APPLICANT = "applicant"
    HANDLER = "handler"
    APPROVER = "approver"
    DEPUTY_LEADER = "deputy_leader"
    SUPERVISOR = "supervisor"  # reads of cards in his daily digest


@dataclass(frozen=True, slots=True)
class Rung:
    """One step: what is entered, how many working days after the day it goes by, at what time, and for whom. The red
    card waits for the limit of the order as well."""

    name: str
    kind: str
    days: int
    to: tuple[Reader, ...]
    at: time = OPENS


OFFICE: tuple[Rung, ...] = (
    Rung("two_days_left", WARN, -2, (Reader.HANDLER,)),
    Rung("one_day_left", WARN, -1, (Reader.HANDLER, Reader.APPROVER)),
    Rung("due_today", WARN, 0, (Reader.HANDLER, Reader.APPROVER)),
    Rung("yellow_card", YELLOW_CARD, 1, (Reader.HANDLER, Reader.DEPUTY_LEADER, Reader.SUPERVISOR)),
    Rung("red_card", RED_CARD, 2, (Reader.HANDLER, Reader.DEPUTY_LEADER, Reader.SUPERVISOR)),
)
# The applicant's own limits: after them the application lapses by itself.
APPLICANT: tuple[Rung, ...] = (
    Rung("two_days_left", WARN, -2, (Reader.APPLICANT,)),
    Rung("due_today", WARN, 0, (Reader.APPLICANT, Reader.HANDLER)),
)
LADDERS: dict[str, tuple[Rung, ...]] = {
    "valid_reply": OFFICE,
    "supplement": APPLICANT,
    "signing": APPLICANT,
    "sealing": OFFICE,
    "delivery": OFFICE,
    "review": OFFICE,
    # Beside applications (workflow.models.MatterClock).
    "correction": OFFICE,
    "demand": OFFICE,
}


@dataclass(frozen=True, slots=True)
class Course:
    """A clock that runs towards `due_on`, a day that was settled on `began_on`: at the receipt, at the end of a
    pause, by an extension or by a notice. `cleared`: the supervision order of this due day has been cleared.
    `order_days`: the working days in which such an order has to be settled."""

    clock: str
    began_on: date
    due_on: date
    alarm_from: date
    cleared: bool = False
    order_days: int = ORDER_DAYS


@dataclass(frozen=True, slots=True)
class DueRung:
    """A rung of one course and the moment from which it is due; `limit_on` is the order's own due day, of a card."""

    rung: Rung
    at: datetime
    limit_on: date | None = None


@lru_cache(maxsize=1024)  # most limits of a day are on one of a few courses
def rungs(index: WorkdayIndex, course: Course) -> tuple[DueRung, ...]:
    """The whole ladder of a course, in the order of its moments.

    Warnings whose day has come when the course begins are left out: the people concerned are told the due day at
    that moment. A rung beyond the calendar is left out until a notice brings its year.
    """
    return tuple(_ladder(index, course))


def due_rungs(index: WorkdayIndex, course: Course | None, now: datetime) -> tuple[DueRung, ...]:
    """The rungs that should have fired by `now`, in order; none for a clock that does not run."""
    return tuple(one for one in rungs(index, course) if one.at <= now) if course else ()


def first_moment(index: WorkdayIndex, course: Course | None) -> datetime | None:
    """When the ladder of a course has to be looked at first; None where it never has."""
    return next((one.at for one in rungs(index, course)), None) if course else None


def _ladder(index: WorkdayIndex, course: Course) -> Iterator[DueRung]:
    for rung in LADDERS[course.clock]:
        if rung.kind == RED_CARD and course.cleared:
            continue
        try:
            on = _day(index, course, rung)
            limit_on = index.add(on, course.order_days) if rung.kind == YELLOW_CARD else None
        except NotCovered:
            return
        if rung.kind in CARDS or on > local_day(course.began_on):
            yield DueRung(rung, datetime.combine(on, rung.at, tzinfo=SHANGHAI), limit_on)


def _day(index: WorkdayIndex, course: Course, rung: Rung) -> date:
    """A card for a due day that a notice has moved into the past goes by the day on which it was moved."""
    if rung.kind in CARDS:
        waits = course.order_days if rung.kind == RED_CARD else 0
        return index.add(max(course.due_on, course.began_on), rung.days + waits)
    return index.nth(index.count(course.alarm_from) + rung.days)
