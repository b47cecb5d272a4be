"""What needs the supervisor's hand: overdue cases with their orders, and requests for more time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F

from calendars.hours import opens_at
from workflow.models import Case, Event

from . import office_words, oversight
from .desk import Desk
from .extensions import Asked, awaiting, requests
from .journal_words import Entry
from .models import SupervisionOrder
from .office_clock import Clocked
from .order_list import TABS, orders_seen_by, tab_counts
from .queue import in_order, with_parts
from .queue_rows import Row, rows


@dataclass(frozen=True)
class Attention:
    """One overdue case: its order (None before the card), the last thing that happened to it, and whether the reader
    has pressed for it today."""

    row: Row
    order: SupervisionOrder | None
    last: Entry | None
    pressed: bool


@dataclass(frozen=True)
class Needs:
    """The first overdue cases, the longest overdue first, and the first requests."""

    overdue: list[Attention]
    asked: list[Asked]

    def __bool__(self) -> bool:
        return bool(self.overdue or self.asked)


def attention(desk: Desk, shown: int) -> Needs:
    """At most `shown` of each: thirteen queries."""
    asked = requests(desk, first_to_decide(desk.visible())[:shown])
    return Needs(overdue_cases(desk, shown), asked)


def overdue_cases(desk: Desk, shown: int) -> list[Attention]:
    """The overdue cases, the longest overdue first: nine queries."""
    late = in_order(oversight.overdue(desk.visible(), desk))
    listed = rows(desk, with_parts(late)[:shown])
    cases = [row.case for row in listed]
    last, pressed, orders = last_entries(cases), pressed_today(cases, desk), open_orders(cases)
    return [Attention(row, orders.get(row.case.pk), last.get(row.case.pk), row.case.pk in pressed) for row in listed]


def first_to_decide(cases: Clocked) -> Clocked:
    """Requests by what is left of the clock, with all that a line shows."""
    return with_parts(in_order(awaiting(cases)))


def open_orders(cases: Iterable[Case]) -> dict[int, SupervisionOrder]:
    """The order of each case that is not cleared, the latest where there are several: one query."""
    return {order.case_id: order for order in SupervisionOrder.objects.open().filter(case__in=cases).order_by("pk")}


def orders_by_step(desk: Desk) -> dict[str, int]:
    """How many supervision orders wait for what (applications.order_list): one query."""
    counted = tab_counts(orders_seen_by(desk.user))
    return {tab: counted[tab] for tab in TABS}


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
