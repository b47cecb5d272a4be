"""How an entry gets into the journal: its row first, then its case, then what follows from it. Only the door calls it.

A person's entry is written alone. What the system enters in many cases at one moment (a round of the ladder, a new
calendar) is written with one statement of each kind, however many they are; it is the same row, by the same code.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import F, OuterRef, Subquery
from django.utils.module_loading import import_string

from accounts.models import User
from jobs import trace

from .guards import CaseFacts
from .journal import digest
from .lifecycle import Guard
from .many import write_many
from .models import Case, Deadline, Event
from .people import People
from .refusals import MissingFacts
from .states import Capacity, State

log = logging.getLogger("wuri.journal")

# All that a passage may change of a case; a note by the system changes `seq` and `head` alone.
WRITTEN = (
    "state", "seq", "head", "since", "received_at", "number", "handler", "assessor", "asked_from", "standards",
    "risk", "decider",
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """What has just happened to a case; reactions get it, in the same transaction."""

    case: Case
    event: Event
    people: People
    actor: User | None
    now: datetime


@dataclass
class Step:
    """What an action has in hand between the checks and the move: it requires its facts, writes, and fills `record`.

    `clocks` are all deadlines of the case, read under its lock, for an entry that can change them.
    """

    case: Case
    people: People
    capacity: Capacity
    now: datetime
    actor: User | None = None
    clocks: Sequence[Deadline] = ()
    guards: tuple[Guard, ...] = ()
    required: bool = False
    record: dict[str, Any] = field(default_factory=dict)
    target: State | None = None
    event: Event | None = None

    def require(self, facts: CaseFacts) -> None:
        """Ask the transition's guards, before anything is written; raises MissingFacts with all that is missing."""
        missing = [one for guard in self.guards for one in guard(facts)]
        if missing:
            raise MissingFacts(missing)
        self.required = True


@dataclass(frozen=True)
class SystemNote:
    """An entry that the system is about to write in a case; it moves nothing."""

    case: Case
    people: People
    name: str
    facts: dict[str, Any]


def write(step: Step, kind: str, name: str, source: State) -> Event:
    """One entry, and all that the passage has changed of its case."""
    step.event = event = _entry(step, kind, name, source)
    event.save(force_insert=True)
    step.case.save(update_fields=WRITTEN)
    return event


def follow(step: Step, event: Event) -> None:
    """What follows from one entry."""
    _react([_change(step, event)])


def write_notes(notes: Iterable[SystemNote], now: datetime) -> list[Event]:
    """An entry by the system in each of several cases, at most one in each, and what follows from them."""
    steps = [(Step(one.case, one.people, Capacity.SYSTEM, now, record=one.facts), one.name) for one in notes]
    events = [_entry(step, "note", name, State(step.case.state)) for step, name in steps]
    write_many(events)
    _take_up([step.case.pk for step, _name in steps])
    _react([_change(step, event) for (step, _name), event in zip(steps, events, strict=True)])
    return events


def _entry(step: Step, kind: str, name: str, source: State) -> Event:
    """The next link of the case's chain; the case at hand takes it up at once."""
    case = step.case
    case.seq += 1
    event = Event(
        case=case, seq=case.seq, at=step.now, actor=step.actor, capacity=step.capacity.value, kind=kind, name=name,
        source=source.value, target=str(State(case.state).value), facts=step.record, prev_hash=case.head,
    )  # fmt: skip
    event.hash = case.head = digest(event)
    trace.note(case=case.number or "")
    log.info("%s", name, extra={"case": case.number, "seq": event.seq, "to": event.target})
    return event


def _take_up(keys: Sequence[int]) -> None:
    """Each case takes up the newest entry of its journal, as the database's triggers demand: one entry at a time."""
    newest = Event.objects.filter(case=OuterRef("pk"), seq=OuterRef("seq") + 1).values("hash")
    Case.objects.filter(pk__in=keys).update(seq=F("seq") + 1, head=Subquery(newest))


def _change(step: Step, event: Event) -> Change:
    return Change(step.case, event, step.people, step.actor, step.now)


def _react(changes: Sequence[Change]) -> None:
    """What follows, in the order of settings.WURI_REACTIONS; each is asked once about all that was entered."""
    for reaction in _reactions(tuple(settings.WURI_REACTIONS)):
        reaction(changes)


@cache
def _reactions(paths: tuple[str, ...]) -> tuple[Callable[[Sequence[Change]], None], ...]:
    return tuple(import_string(path) for path in paths)
