"""Prove the deadlines: replay each case's journal, recompute every clock, and compare with what is on record.

A second way to the same dates: it knows the rules (workflow.deadlines.RULES) and the journal, and reads no deadline
until it compares.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from calendars.index import WorkdayIndex
from calendars.local import local_day

from .clock import Mode, Pause, due
from .deadlines import RULES, pause_of, pauses_of
from .models import Clock, Deadline, Event
from .states import TERMINAL, State


@dataclass
class Replayed:
    """One clock of one case as its journal tells it."""

    clock: Clock
    round: int
    received_on: date
    budget: int
    mode: Mode
    pauses: list[Pause] = field(default_factory=list)
    extension: int = 0
    status: str = "running"
    finished_on: date | None = None

    @property
    def is_open(self) -> bool:
        return self.status in ("running", "paused")

    def due_on(self, index: WorkdayIndex) -> date | None:
        """By the rule, on the calendar given."""
        return due(index, self.received_on, self.budget, self.pauses, self.mode, self.extension).on


def replay(standards: dict[str, dict[str, Any]], entries: Iterable[Event], index: WorkdayIndex) -> list[Replayed]:
    """All clocks that the journal started, in order; `standards` are those of the case's day of receipt."""
    clocks: list[Replayed] = []
    for entry in entries:
        if entry.kind == "move":
            _follow(clocks, entry, standards, index)
        elif entry.name == "grant_extension":
            for one in clocks:
                if one.is_open and one.clock == entry.facts["clock"]:
                    one.extension += entry.facts["days"]
    return clocks


def _follow(clocks: list[Replayed], entry: Event, standards: dict[str, dict[str, Any]], index: WorkdayIndex) -> None:
    on = local_day(entry.at)
    for one in [clock for clock in clocks if clock.is_open]:
        rule = RULES[one.clock]
        if entry.name in rule.ends:
            ends_by = one.due_on(index)
            one.status = "met" if ends_by is None or on <= ends_by else "late"
            one.finished_on = on
        elif rule.is_paused_by(entry.name, standards[one.clock]):
            one.pauses.append(pause_of(on, None, entry.name))
            one.status = "paused"
        elif one.status == "paused" and rule.is_resumed_by(entry.name, entry.target):
            one.pauses[-1] = pause_of(one.pauses[-1].since, on, one.pauses[-1].cause)
            one.status = "running"
        elif entry.target in TERMINAL:
            one.status, one.finished_on = "void", on
    for clock, rule in RULES.items():
        if entry.name in rule.starts:
            standard = standards[clock]
            number = 1 + sum(one.clock == clock for one in clocks)
            clocks.append(Replayed(clock, number, on, standard["budget"], Mode(standard["mode"])))


def differences(
    standards: dict[str, dict[str, Any]],
    entries: list[Event],
    deadlines: list[Deadline],
    index_of: Any,
) -> Iterator[str]:
    """What does not agree, in words; nothing when all does. `index_of(digest)` gives the calendar of a deadline."""
    found = {(deadline.clock, deadline.round): deadline for deadline in deadlines}
    by_calendar = {deadline.calendar_version for deadline in deadlines}
    expected: dict[tuple[str, int], dict[str, Replayed]] = {}
    for digest in by_calendar:
        for one in replay(standards, entries, index_of(digest)):
            expected.setdefault((one.clock, one.round), {})[digest] = one
    if not deadlines and any(entry.target != State.WITHDRAWN for entry in entries if entry.kind == "move"):
        yield "no deadline on record"
    for key in sorted(set(found) | set(expected), key=str):
        if key not in found or key not in expected:
            yield f"{key[0]} {key[1]}: {'not on record' if key not in found else 'not in the journal'}"
            continue
        yield from _compared(found[key], expected[key][found[key].calendar_version], index_of)


def _compared(deadline: Deadline, one: Replayed, index_of: Any) -> Iterator[str]:
    wanted = {
        "received_on": one.received_on,
        "budget": one.budget,
        "extension": one.extension,
        "mode": one.mode.value,
        "status": one.status,
        "finished_on": one.finished_on,
        "pauses": tuple((pause.since, pause.until) for pause in one.pauses),
        "due_on": one.due_on(index_of(deadline.calendar_version)),
    }
    recorded = {name: getattr(deadline, name) for name in wanted if name != "pauses"}
    recorded["pauses"] = tuple((pause.since, pause.until) for pause in pauses_of(deadline))
    for name, value in wanted.items():
        if recorded[name] != value:
            yield f"{deadline.clock} {deadline.round}: {name} is {recorded[name]}, the journal gives {value}"
