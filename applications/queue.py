"""The queue: which cases a tab holds, how many, and in which order. Everything is counted in SQL, and a queue of any
length is read in order from one index (workflow.models.Case)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Count, F, Q, Value, When

from workflow.models import QUEUED, Clock
from workflow.states import TERMINAL, State

from .desk import Desk
from .office_clock import Clocked

MINE, DEPARTMENT, ENDED = "mine", "department", "ended"
PAGE = 20
# What lies behind the office is listed from its latest; whoever looks for more has the search.
REACH = 9999

# Cases in hand (在办): handed in, data not yet delivered.
IN_HAND = tuple(state for state in QUEUED if state != State.SUSPENDED)
# Stages that have a tab of their own even when it is empty; the others appear in the side menu.
STAGES = IN_HAND
OTHER_STAGES = (State.IN_USE, State.SUSPENDED)
# Lists of what nobody waits for, by the day it came there.
BEHIND = (State.IN_USE.value, ENDED)


@dataclass(frozen=True)
class Counts:
    """How many cases each tab holds. `cells` counts the queue by state, whether it waits for the person, and lamp;
    `behind` the rest by tab, up to one more than REACH; `falling_due` those that a holiday is about to meet."""

    cells: Mapping[tuple[str, bool, str], int]
    behind: Mapping[str, int]
    falling_due: int = 0

    def of(self, tab: str) -> int:
        """Of one tab; one without clocks stops just above REACH."""
        return self.behind[tab] if tab in BEHIND else self.by_lamp(tab)["all"]

    def by_lamp(self, tab: str) -> dict[str, int]:
        """Of a tab of the queue, in all and by lamp."""
        found = {"all": 0, "red": 0, "amber": 0, "green": 0, "grey": 0}
        for (state, waits, lamp), n in self.cells.items():
            if waits if tab == MINE else state in IN_HAND if tab == DEPARTMENT else state == tab:
                found["all"] += n
                if lamp:
                    found[lamp] += n
        return found


def counts(desk: Desk, until: date | None = None) -> Counts:
    """The numbers on tabs, chips and menu; `until` is the day up to which cases fall due: three queries, of which
    one reads the queue, once."""
    queue = desk.of_departments().filter(state__in=QUEUED)
    rows = queue.annotate(waits=_flag(desk.waits_for_him), lamp=desk.lamps.named(), falls=_flag(_due_by(desk, until)))
    cells: dict[tuple[str, bool, str], int] = {}
    falling = 0
    for state, waits, lamp, falls, n in rows.order_by().values_list("state", "waits", "lamp", "falls").annotate(
        Count("pk")
    ):
        cells[state, bool(waits), lamp] = cells.get((state, bool(waits), lamp), 0) + n
        falling += n if falls else 0
    return Counts(cells, {tab: tab_cases(desk, tab)[: REACH + 1].count() for tab in BEHIND}, falling)


def by_state(cases: Clocked) -> dict[str, int]:
    """How many of the cases are in each state: one query."""
    return dict(cases.order_by().values_list("state").annotate(Count("pk")))


def tab_cases(desk: Desk, tab: str) -> Clocked:
    """The cases of a tab; an unknown one is the officer's own work."""
    if tab == DEPARTMENT:
        return desk.of_departments().filter(state__in=IN_HAND)
    if tab == ENDED:
        return desk.behind_departments()
    if tab in (*STAGES, *OTHER_STAGES):
        return desk.of_departments().filter(state=tab)
    return desk.work().filter(state__in=QUEUED)


def in_order(cases: Clocked) -> Clocked:
    """By remaining working time: overdue first, paused after all that run by what is left of them, then those without
    a clock. Remaining working days never grow with the due day, so the order of due days is that of the time left."""
    last = {"nulls_last": True}
    return cases.order_by(F("counting_due_on").asc(**last), F("counting_left").asc(**last), "received_at", "pk")


def newest_first(cases: Clocked) -> Clocked:
    """By the day they came into their present state, for cases that are behind the office."""
    return cases.order_by(F("since").desc(), "-pk")


def with_parts(cases: Clocked) -> Clocked:
    """With everything that a row shows: one query for the cases, one for their deadlines."""
    parts = ("application__dataset", "applicant", "body", "provider", "handler")
    return cases.select_related(*parts).prefetch_related("deadlines")


def _flag(condition: Q) -> models.Case:
    return models.Case(When(condition, then=Value(True)), default=Value(False))


def _due_by(desk: Desk, until: date | None) -> Q:
    """A clock of the office ends from today up to the day."""
    if until is None:
        return Q(pk__in=[])
    return Q(counting_due_on__gte=desk.today, counting_due_on__lte=until) & ~Q(counting_clock=Clock.SIGNING)
