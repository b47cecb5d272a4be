"""Supervision orders as pages show them: the list, and the part of a case's page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from calendars.index import WorkdayIndex
from workflow import access
from workflow.models import OPEN, Case
from workflow.states import Capacity

from .desk import Desk
from .models import Card, SupervisionOrder

# The tabs of the list, in the order in which they ask for action.
TABS: dict[str, Q] = {
    "unanswered": Q(cleared_at=None, answered_at=None),
    "answered": Q(cleared_at=None, answered_at__isnull=False),
    "red": Q(cleared_at=None, card=Card.RED),
    "cleared": Q(cleared_at__isnull=False),
}
PARTS = ("case__application__dataset", "case__provider", "case__handler", "deadline", "answered_by", "cleared_by")


@dataclass(frozen=True)
class OrderRow:
    """One order; `left` are the working days that remain of its own limit, negative past it, None once cleared.

    `can_be_cleared`: it was answered, or its clock has ended. `answers`: the answer is the reader's to give.
    """

    order: SupervisionOrder
    left: int | None
    answers: bool = False

    @property
    def can_be_cleared(self) -> bool:
        order = self.order
        return order.is_open and (not order.awaits_answer or order.deadline.status not in OPEN)

    @property
    def overdue(self) -> int:
        """Working days beyond the order's limit."""
        return max(0, -(self.left or 0))


def orders_seen_by(user: User) -> QuerySet[SupervisionOrder]:
    """The orders about cases that the person is in charge of or oversees: one that is merely asked has none."""
    cases = access.in_charge(user).order_by().values("pk")
    return SupervisionOrder.objects.filter(case__in=cases).select_related(*PARTS)


def tab_counts(orders: QuerySet[SupervisionOrder]) -> dict[str, int]:
    """How many orders each tab holds: one query."""
    counted: dict[str, int] = orders.order_by().aggregate(**{tab: Count("pk", filter=q) for tab, q in TABS.items()})
    return counted


def in_tab(orders: QuerySet[SupervisionOrder], tab: str) -> QuerySet[SupervisionOrder]:
    """The orders of a tab: open ones by their limit, cleared ones the latest first."""
    return orders.filter(TABS[tab]).order_by("-cleared_at" if tab == "cleared" else "due_on", "pk")


def rows(orders: Iterable[SupervisionOrder], index: WorkdayIndex, today: date) -> list[OrderRow]:
    """The orders with what is left of their limits."""
    return [OrderRow(order, left(order, index, today)) for order in orders]


def rows_for(desk: Desk, orders: Iterable[SupervisionOrder]) -> list[OrderRow]:
    """The same, with what the reader is to do."""
    return [
        OrderRow(
            order,
            left(order, desk.index, desk.today),
            order.awaits_answer and Capacity.HANDLER in desk.capacities_in(order.case),
        )
        for order in orders
    ]


def left(order: SupervisionOrder, index: WorkdayIndex, today: date) -> int | None:
    """Working days that remain of the order's own limit."""
    return index.between(today, order.due_on) if order.is_open else None


def orders_of(case: Case, index: WorkdayIndex, today: date) -> list[OrderRow]:
    """All orders about one case, the latest first: one query."""
    parts = ("deadline", "answered_by", "cleared_by")
    return rows(SupervisionOrder.objects.filter(case=case).select_related(*parts).order_by("-pk"), index, today)
