"""The one door. Every change of a case goes through `passage` (a transition) or `note` (an entry that moves nothing).

In this order, in one transaction: lock, check, move, record, set the clocks, hand on the work, and what else follows
(settings.WURI_REACTIONS). Nothing here sends anything: that is the background's work, after the commit.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.module_loading import import_string
from django.utils.timezone import localdate
from django_fsm.signals import pre_transition

from accounts.models import User
from jobs import together

from . import deadlines, rungs, worklist
from .guards import CaseFacts
from .journal import digest
from .lifecycle import LAW, NOTES, Guard, Note, Transition
from .models import Case, Event
from .people import People, case_file, consulted_departments, people_of
from .refusals import MissingFacts, NoSuchCase, OutsideTheDoor, Refused, StaleView
from .rights import CaseFile, acting_as, refusal
from .states import Capacity, State

# What a passage needs of the people at once, and all that it may change of a case.
PEOPLE = ("applicant", "body", "provider", "handler")
WRITTEN = (
    "state", "seq", "head", "since", "received_at", "number", "handler", "assessor", "asked_from", "standards",
)  # fmt: skip

_open: ContextVar[bool] = ContextVar("workflow_door_open", default=False)


class GuardsNotAsked(AssertionError):
    """An action went through a guarded transition without `step.require`: a programmer's mistake, nothing is kept."""


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
    """What an action has in hand between the checks and the move: it requires its facts, writes, and fills `record`."""

    case: Case
    people: People
    capacity: Capacity
    now: datetime
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


def locked(case_id: int) -> Case:
    """The case, its row locked until the transaction ends, with `next_rung_at`. Raises NoSuchCase."""
    try:
        return _cases().select_for_update(of=("self",)).get(pk=case_id)
    except Case.DoesNotExist:
        raise NoSuchCase from None


def locked_or_none(case_id: int) -> Case | None:
    """The same for a sweep: None when somebody else holds the case at this moment."""
    return _cases().select_for_update(of=("self",), skip_locked=True).filter(pk=case_id).first()


def _cases() -> QuerySet[Any]:
    return Case.objects.select_related(*PEOPLE).annotate(**{"next_rung_at": rungs.next_rung_of_case()})


@contextmanager
def passage(case_id: int, name: str, actor: User | None, *, seen: int | None = None, now: datetime) -> Iterator[Step]:
    """Carry out the transition `name`; the body writes the dossier's part and fills in the step.

    `seen` is the number of journal entries the person's page showed; `actor` None is the system. Raises a Refused
    (with nothing changed) when the law, the person's rights, a stale view or a missing fact stands against it.
    """
    law = LAW[name]
    with transaction.atomic(), together():
        case = locked(case_id)
        step = _checked(case, law, actor, law.sources, law.decides, seen, now)
        _catch_up(step, name)
        step.guards = law.guards
        yield step
        if law.guards and not step.required:
            raise GuardsNotAsked(name)
        source = State(case.state)
        _turn(case, law, step.target)
        if source != case.state:
            case.since = now
        if name == "submit":
            deadlines.take_standards(case, now)
        _record(step, "move", name, source, actor)
        deadlines.follow(case, name, step.event, now)
        worklist.follow(case, law, actor, step.people, now)
        _react(step, actor)


@contextmanager
def note(case_id: int, name: str, actor: User | None, *, seen: int | None = None, now: datetime) -> Iterator[Step]:
    """Write an entry that moves nothing (claim, reassign, nudge, collect ...), under the same lock and checks."""
    law = NOTES[name]
    with transaction.atomic(), together():
        case = locked(case_id)
        step = _checked(case, law, actor, law.states, False, seen, now)
        _catch_up(step, name)
        yield step
        _record(step, "note", name, State(case.state), actor)
        deadlines.follow(case, name, step.event, now)
        _react(step, actor)


def ring(case: Case, people: People, now: datetime) -> int:
    """Let every rung of a locked case that is due fire, in order: an entry by the system each, and what follows it."""
    claimed = rungs.claim(case, now)
    for one in claimed:
        step = Step(case, people, Capacity.SYSTEM, now, record=one.facts)
        _record(step, "note", one.due.rung.kind, State(case.state), None)
        _react(step, None)
    return len(claimed)


def _catch_up(step: Step, name: str) -> None:
    """What the sweep has not come to fires before the clock is changed: no outage spares anyone a card, and a clock
    that is paused, ended or extended has nothing left to fire."""
    due = step.case.next_rung_at
    if name in deadlines.CHANGES and due is not None and due <= step.now:
        ring(step.case, step.people, step.now)


def may(case: Case, name: str, actor: User | None, people: People, file: CaseFile) -> Refused | None:
    """Why the person may not do `name` now, or None: for pages, which ask before they offer a button."""
    law = LAW.get(name) or NOTES[name]
    states = law.sources if isinstance(law, Transition) else law.states
    decides = isinstance(law, Transition) and law.decides
    key = actor.pk if actor else None
    return refusal(key, people.posts, file, by=law.by, states=states, decides=decides)


def _checked(
    case: Case,
    law: Transition | Note,
    actor: User | None,
    states: tuple[State, ...],
    decides: bool,
    seen: int | None,
    now: datetime,
) -> Step:
    """All that can be refused before anything is written."""
    consulted = consulted_departments(case)
    people = people_of(case, actor, consulted, localdate(now))
    file = case_file(case, consulted)
    key = actor.pk if actor else None
    refused = refusal(key, people.posts, file, by=law.by, states=states, decides=decides)
    stale = seen is not None and seen != case.seq
    if refused and refused.status in (403, 404):
        raise refused
    if stale:
        raise StaleView(case_id=case.pk, seen=seen, seq=case.seq)
    if refused:
        raise refused
    return Step(case, people, acting_as(key, people.posts, file, law.by), now)


def _turn(case: Case, law: Transition, target: State | None) -> None:
    """Let django-fsm change the state in memory; only here is it allowed to."""
    token = _open.set(True)
    try:
        getattr(case, law.name)(target=target or law.targets[0])
    finally:
        _open.reset(token)


def _record(step: Step, kind: str, name: str, source: State, actor: User | None) -> None:
    """Journal row first, then the case: the database's triggers hold the second against the first."""
    case = step.case
    case.seq += 1
    event = Event(
        case=case, seq=case.seq, at=step.now, actor=actor, capacity=step.capacity.value, kind=kind, name=name,
        source=source.value, target=str(State(case.state).value), facts=step.record, prev_hash=case.head,
    )  # fmt: skip
    event.hash = case.head = digest(event)
    event.save(force_insert=True)
    case.save(update_fields=WRITTEN)
    step.event = event


def _react(step: Step, actor: User | None) -> None:
    assert step.event is not None
    change = Change(step.case, step.event, step.people, actor, step.now)
    for reaction in _reactions(tuple(settings.WURI_REACTIONS)):
        reaction(change)


@cache
def _reactions(paths: tuple[str, ...]) -> tuple[Callable[[Change], None], ...]:
    return tuple(import_string(path) for path in paths)


def _only_through_the_door(sender: type, instance: Any, name: str, **rest: Any) -> None:
    if issubclass(sender, Case) and not _open.get():
        raise OutsideTheDoor(name=name)


pre_transition.connect(_only_through_the_door, dispatch_uid="workflow.door")
