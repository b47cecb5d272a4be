"""The queue: which cases a tab holds, how many, and in which order. Everything is counted in SQL."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Value, When

from workflow.models import Clock
from workflow.states import TERMINAL, State

from .desk import Desk
from .models import Assessment
from .office_clock import Clocked

MINE, DEPARTMENT, ENDED = "mine", "department", "ended"
PAGE = 20

# Cases in hand (在办): handed in, data not yet delivered.
IN_HAND = (
    State.SUBMITTED, State.SUPPLEMENT, State.ASSESSING, State.CONSULTING, State.DECIDING, State.AGREEMENT,
    State.SEALING, State.DELIVERING,
)  # fmt: skip
# Stages that have a tab of their own even when it is empty; the others appear in the side menu.
STAGES = IN_HAND
OTHER_STAGES = (State.IN_USE, State.SUSPENDED)


@dataclass(frozen=True)
class Counts:
    """How many cases each tab holds; `by_state` counts those of the departments."""

    mine: int
    by_state: Mapping[str, int]

    def of(self, tab: str) -> int:
        if tab == MINE:
            return self.mine
        states = {DEPARTMENT: IN_HAND, ENDED: TERMINAL}.get(tab, (tab,))
        return sum(self.by_state.get(state, 0) for state in states)


def counts(desk: Desk) -> Counts:
    """The numbers on the tabs and in the menu: two queries."""
    return Counts(desk.work().count(), by_state(desk.of_departments()))


def by_state(cases: Clocked) -> dict[str, int]:
    """How many of the cases are in each state: one query."""
    return dict(cases.order_by().values_list("state").annotate(Count("pk")))


def tab_cases(desk: Desk, tab: str) -> Clocked:
    """The cases of a tab; an unknown one is the officer's own work."""
    if tab == DEPARTMENT:
        return desk.of_departments().filter(state__in=IN_HAND)
    if tab == ENDED:
        return desk.of_departments().filter(state__in=TERMINAL)
    if tab in (*STAGES, *OTHER_STAGES):
        return desk.of_departments().filter(state=tab)
    return desk.work()


def in_order(cases: Clocked) -> Clocked:
    """By remaining working time: overdue first, paused after all that run, then those without a clock."""
    place = models.Case(
        When(counting__due_on__isnull=False, then=Value(0)),
        When(counting__pk__isnull=False, then=Value(1)),
        default=Value(2),
    )
    return cases.annotate(place=place).order_by(
        "place", F("counting__due_on").asc(nulls_last=True), "received_at", "pk"
    )


def newest_first(cases: Clocked) -> Clocked:
    """By the day they came into their present state, for cases that have ended."""
    return cases.order_by(F("since").desc(nulls_last=True), "-pk")


def with_risk(cases: Clocked) -> Clocked:
    """The cases with the level of their latest assessment as `risk`, NULL where there is none."""
    latest = Assessment.objects.filter(application=OuterRef("pk")).order_by("-pk")
    return cases.annotate(risk=Subquery(latest.values("level")[:1]))


def with_parts(cases: Clocked) -> Clocked:
    """With everything that a row shows: one query for the cases, one for their deadlines."""
    parts = ("application__dataset", "applicant", "body", "provider", "handler")
    return cases.select_related(*parts).prefetch_related("deadlines")


def falling_due(cases: Clocked, desk: Desk, until: date) -> int:
    """How many of the cases have a clock of the office that ends from today up to the day `until`."""
    due = Q(counting__due_on__gte=desk.today, counting__due_on__lte=until)
    return cases.filter(due).exclude(counting__clock=Clock.SIGNING).count()
