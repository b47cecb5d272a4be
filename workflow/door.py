"""The one door. Every change of a case goes through `passage` (a transition), `note` (an entry that moves nothing), or
`enter` and `ring`, by which the system writes entries in many cases at once.

In this order, in one transaction: lock, check, move, record, set the clocks, hand on the work, and what else follows
(settings.WURI_REACTIONS). Nothing here sends anything: that is the background's work, after the commit.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from itertools import zip_longest
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django_fsm.signals import pre_transition

from accounts.models import Organisation, User
from jobs import together

from . import deadlines, entries, rungs, worklist
from .entries import Change, Step, SystemNote
from .lifecycle import LAW, NOTES, Note, Transition
from .models import Case, Event
from .people import People, case_file, consulted_departments, people_of
from .refusals import NoSuchCase, OutsideTheDoor, Refused, StaleView
from .rights import CaseFile, acting_as, refusal
from .states import State

__all__ = ["Change", "Step", "SystemNote", "enter", "locked", "locked_cases", "may", "note", "passage", "ring"]

# What a passage needs of the people at once.
PEOPLE = ("applicant", "body", "provider", "handler")

_open: ContextVar[bool] = ContextVar("workflow_door_open", default=False)


class GuardsNotAsked(AssertionError):
    """An action went through a guarded transition without `step.require`: a programmer's mistake, nothing is kept."""


def locked(case_id: int) -> Case:
    """The case, its row locked until the transaction ends. Raises NoSuchCase."""
    try:
        return Case.objects.select_for_update(of=("self",)).select_related(*PEOPLE).get(pk=case_id)
    except Case.DoesNotExist:
        raise NoSuchCase from None


def locked_cases(keys: Iterable[int], *, wait: bool = True) -> list[Case]:
    """Several cases with their rows locked, in the order of their keys: two that lock several never wait for each
    other. Unless it is to `wait`, those that somebody else holds at this moment are left out."""
    rows = Case.objects.select_for_update(of=("self",), skip_locked=not wait).filter(pk__in=keys)
    return list(rows.order_by("pk").prefetch_related(*PEOPLE))


@contextmanager
def passage(
    case_id: int,
    name: str,
    actor: User | None,
    *,
    asks: Iterable[Organisation] = (),
    seen: int | None = None,
    now: datetime,
) -> Iterator[Step]:
    """Carry out the transition `name`; the body writes the dossier's part and fills in the step.

    `seen` is the number of journal entries the person's page showed; `actor` None is the system; `asks` are the
    departments that are going to be asked, whose people are read with the others. Raises a Refused (with nothing
    changed) when the law, the person's rights, a stale view or a missing fact stands against it.
    """
    law = LAW[name]
    with transaction.atomic(), together():
        case = locked(case_id)
        step = _checked(case, law, actor, seen, now, asks)
        _read_clocks(step, name)
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
        event = entries.write(step, "move", name, source)
        deadlines.follow(event, step.clocks)
        worklist.follow(case, law, actor, step.people, now)
        entries.follow(step, event)


@contextmanager
def note(case_id: int, name: str, actor: User | None, *, seen: int | None = None, now: datetime) -> Iterator[Step]:
    """Write an entry that moves nothing (claim, reassign, nudge, collect ...), under the same lock and checks."""
    law = NOTES[name]
    with transaction.atomic(), together():
        case = locked(case_id)
        step = _checked(case, law, actor, seen, now)
        _read_clocks(step, name)
        yield step
        event = entries.write(step, "note", name, State(case.state))
        deadlines.follow(event, step.clocks)
        entries.follow(step, event)


def enter(notes: Sequence[SystemNote], now: datetime) -> list[Event]:
    """Write an entry by the system in each of several locked cases, at most one in each: one statement of each kind
    for all of them. The caller holds the locks and a transaction."""
    with together():
        return entries.write_notes(notes, now)


def ring(cases: Sequence[Case], people: Mapping[int, People], now: datetime) -> int:
    """Let every rung of locked cases that is due fire, each with an entry by the system and what follows from it.

    `people` by the cases' keys. Within a case in order: first the first rung of each, then the second, and so on.
    """
    claimed = rungs.claim(cases, now)
    for wave in zip_longest(*claimed):
        fired = [one for one in wave if one is not None]
        enter([SystemNote(one.case, people[one.case.pk], one.kind, one.facts) for one in fired], now)
    return sum(map(len, claimed))


def _read_clocks(step: Step, name: str) -> None:
    """For an entry that can change a clock. What the sweep has not come to fires before: no outage spares anyone a
    card, and a clock that is paused, ended or extended has nothing left to fire."""
    if not deadlines.may_change(step.case, name) or name in deadlines.BEGINS:
        return
    step.clocks = deadlines.clocks_of(step.case)
    if any(one.next_rung_at is not None and one.next_rung_at <= step.now for one in step.clocks):
        ring([step.case], {step.case.pk: step.people}, step.now)


def may(case: Case, name: str, actor: User | None, people: People, file: CaseFile) -> Refused | None:
    """Why the person may not do `name` now, or None: for pages, which ask before they offer a button."""
    return _refusal(LAW.get(name) or NOTES[name], actor, people, file)


def _refusal(law: Transition | Note, actor: User | None, people: People, file: CaseFile) -> Refused | None:
    key = actor.pk if actor else None
    if isinstance(law, Note):
        return refusal(key, people.posts, file, by=law.by, states=law.states)
    apart = {"decides": law.decides, "reviews": law.reviews}
    return refusal(key, people.posts, file, by=law.by, states=law.sources, **apart)


def _checked(
    case: Case,
    law: Transition | Note,
    actor: User | None,
    seen: int | None,
    now: datetime,
    asks: Iterable[Organisation] = (),
) -> Step:
    """All that can be refused before anything is written. Who is only going to be asked has no right yet."""
    consulted = consulted_departments(case)
    people = people_of(case, actor, consulted.union(body.pk for body in asks), localdate(now))
    file = case_file(case, consulted, people.former)
    key = actor.pk if actor else None
    refused = _refusal(law, actor, people, file)
    stale = seen is not None and seen != case.seq
    if refused and refused.status in (403, 404):
        raise refused
    if stale:
        raise StaleView(case_id=case.pk, seen=seen, seq=case.seq)
    if refused:
        raise refused
    return Step(case, people, acting_as(key, people.posts, file, law.by), now, actor)


def _turn(case: Case, law: Transition, target: State | None) -> None:
    """Let django-fsm change the state in memory; only here is it allowed to."""
    token = _open.set(True)
    try:
        getattr(case, law.name)(target=target or law.targets[0])
    finally:
        _open.reset(token)


def _only_through_the_door(sender: type, instance: Any, name: str, **rest: Any) -> None:
    if issubclass(sender, Case) and not _open.get():
        raise OutsideTheDoor(name=name)


pre_transition.connect(_only_through_the_door, dispatch_uid="workflow.door")
