"""The queue: which cases a tab holds, how many, and in which order. Everything is counted in SQL, and a queue of any
length is read in order from one index (workflow.models.Case)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, F, Sum

from workflow.models import QUEUED, Case, CaseTally
from workflow.states import TERMINAL, State

from .desk import Desk
from .office_clock import Clocked

MINE, DEPARTMENT, ENDED, ASKED = "mine", "department", "ended", "asked"
PAGE = 20
# What lies behind the office is listed from its latest; whoever looks for more has the search.
REACH = 9999

# Cases in hand (在办): handed in, data not yet delivered.
IN_HAND = tuple(state for state in QUEUED if state != State.SUSPENDED)
# Stages that have a tab of their own even when it is empty; the others appear in the side menu.
STAGES = IN_HAND
OTHER_STAGES = (State.IN_USE, State.SUSPENDED)
# The states of the tabs that are not named after their only one.
STATES_OF: Mapping[str, Collection[str]] = {DEPARTMENT: IN_HAND, ENDED: TERMINAL}
# Lists of what nobody waits for, by the day it came there.
BEHIND = (State.IN_USE.value, ENDED, ASKED)
# What a lamp follows from (applications.office_clock.Lamps.of).
CLOCK = ("counting_due_on", "counting_alarm_from", "counting_amber_at")


@dataclass(frozen=True)
class Counts:
    """How many cases each tab holds. `cells` counts them by state, whether they wait for the person, and lamp; `asked`
    those about which his departments were asked, up to one more than REACH; `falling_due` those that a holiday is
    about to meet."""

    cells: Mapping[tuple[str, bool, str], int]
    asked: int
    falling_due: int = 0

    def of(self, tab: str) -> int:
        """Of one tab."""
        return self.asked if tab == ASKED else self.by_lamp(tab)["all"]

    def by_lamp(self, tab: str) -> dict[str, int]:
        """Of a tab, in all and by lamp."""
        found = {"all": 0, "red": 0, "amber": 0, "green": 0, "grey": 0}
        for (state, waits, lamp), n in self.cells.items():
            if waits if tab == MINE else state in STATES_OF.get(tab, (tab,)):
                found["all"] += n
                if lamp:
                    found[lamp] += n
        return found


def counts(desk: Desk, until: date | None = None) -> Counts:
    """The numbers on tabs, chips and menu; `until` is the day up to which cases fall due.

    No queue is read for it: a tally says how much it holds. What the person may not see is taken away, what is not told
    by its state is looked at by itself.
    """
    counted = Counted(desk, until)
    for found, times in ((in_tally(desk), 1), (alike(desk.hidden()), -1)):
        for provider, state, *clock, n in found:
            counted.add(state, (provider, state) in desk.turns, clock, n * times)
    if desk.takes_on:
        taken_on = desk.own().filter(desk.taken_on, state__in=QUEUED).exclude(desk.by_role)
        for _provider, state, *clock, n in alike(taken_on):
            counted.add(state, False, clock, -n)
            counted.add(state, True, clock, n)
    for key, state, *clock in desk.asked_about_lately().filter(state__in=QUEUED).values_list("pk", "state", *CLOCK):
        counted.add(state, state == State.CONSULTING and key in desk.owed, clock, 1)
    asked = desk.asked_about().order_by()[: REACH + 1].count()
    return Counts(counted.cells, asked, counted.falling_due)


def in_tally(desk: Desk) -> Any:
    """How many cases of his departments have the same state and clock: a few hundred rows for any number of cases."""
    tallied = CaseTally.objects.filter(provider__in=desk.department_keys).order_by()
    return tallied.values_list("provider", "state", *CLOCK).annotate(of=Sum("n")).exclude(of=0)


def alike(cases: Clocked) -> Clocked:
    """The same for any cases, counted."""
    return cases.order_by().values_list("provider", "state", *CLOCK).annotate(n=Count("*"))


@dataclass
class Counted:
    """Cells being filled."""

    desk: Desk
    until: date | None
    cells: dict[tuple[str, bool, str], int] = field(default_factory=dict)
    falling_due: int = 0

    def add(self, state: str, waits: bool, clock: Sequence[Any], n: int) -> None:
        """So many cases of one state and one clock (CLOCK)."""
        cell = (state, waits, self.desk.lamps.of(*clock))
        self.cells[cell] = self.cells.get(cell, 0) + n
        self.falling_due += n if _falls_due(self.desk, state, clock[0], self.until) else 0


def _falls_due(desk: Desk, state: str, due_on: date | None, until: date | None) -> bool:
    """Whether a clock of the office ends from today up to the day."""
    if due_on is None or until is None or state == State.AGREEMENT:
        return False
    return desk.today <= due_on <= until


def shown(n: int) -> int | str:
    """A number on a tab: exact up to REACH."""
    return n if n <= REACH else f"{REACH}+"


def by_state(cases: Clocked) -> dict[str, int]:
    """How many of the cases are in each state: one query."""
    return dict(cases.order_by().values_list("state").annotate(Count("pk")))


def tab_cases(desk: Desk, tab: str) -> Clocked:
    """The cases of a tab; an unknown one is the officer's own work."""
    if tab == ENDED:
        return desk.own().filter(state__in=TERMINAL)
    if tab == ASKED:
        return desk.asked_about()
    if tab == State.IN_USE:
        return desk.own().filter(state=tab)
    return in_queue(desk, desk.of_departments(), tab)


def halves(desk: Desk, tab: str) -> list[Clocked]:
    """The cases of a tab of the queue in two lists that have none in common: each is counted from an index of its own,
    as their union could not be."""
    return [in_queue(desk, half, tab) for half in (desk.own(), desk.asked_about_lately())]


def in_queue(desk: Desk, cases: Clocked, tab: str) -> Clocked:
    """Those of the cases that a tab of the queue holds."""
    if tab == DEPARTMENT:
        # As the index of the queue says it: only what is not in hand has then to be looked at in each case.
        return cases.filter(state__in=QUEUED).exclude(state=State.SUSPENDED)
    if tab in (*STAGES, State.SUSPENDED):
        return cases.filter(state=tab)
    return cases.filter(desk.waits_for_him, state__in=QUEUED)


def in_order(cases: Clocked) -> Clocked:
    """By remaining working time: overdue first, paused after all that run by what is left of them, then those without
    a clock. Remaining working days never grow with the due day, so the order of due days is that of the time left."""
    last = {"nulls_last": True}
    return cases.order_by(F("counting_due_on").asc(**last), F("counting_left").asc(**last), "received_at", "pk")


def newest_first(cases: Clocked) -> Clocked:
    """By the day they came into their present state, for cases that are behind the office."""
    return cases.order_by(F("since").desc(), "-pk")


def in_this_order(keys: Iterable[int]) -> list[Case]:
    """The cases of one page with their parts: only they are joined with anything. Two queries."""
    keys = list(keys)
    found = {case.pk: case for case in with_parts(Case.objects.filter(pk__in=keys))}
    return [found[key] for key in keys if key in found]


def with_parts(cases: Clocked) -> Clocked:
    """With everything that a row shows: one query for the cases, one for their deadlines."""
    parts = ("application__dataset", "applicant", "body", "provider", "handler")
    return cases.select_related(*parts).prefetch_related("deadlines")
