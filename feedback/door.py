"""The one door of a matter: every act goes through `passage`, what the system enters through `look`.

In one transaction, always in this order: lock, let fire what is due, check, act, move, record, set the limit, tell.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from accounts.models import User
from calendars.store import current_version_digest, index_for
from jobs import together
from workflow.people import People, people_in

from . import clocks, ladder, orders, telling
from .law import LAW
from .models import Matter, MatterEntry, MatterLimit
from .refusals import ChangedMeanwhile
from .rights import MatterFile, why_not

PARTS = ("author", "department", "handler", "dataset")


@dataclass
class Step:
    """One act on its way; the action fills in `record`, and changes the matter where it has to."""

    matter: Matter
    people: People
    now: datetime
    actor: User | None
    record: dict[str, Any] = field(default_factory=dict)

    @property
    def next_seq(self) -> int:
        """Of the entry that the act will have."""
        return self.matter.seq + 1


def file_of(matter: Matter) -> MatterFile:
    return MatterFile(matter.kind, matter.state, matter.author_id, matter.department_id)


def people_of(matter: Matter, actor: User | None, now: datetime, also: int | None = None) -> People:
    """Of the department that has it, and of one that is to have it: one query."""
    bodies = {key for key in (matter.department_id, also) if key is not None}
    return people_in(bodies, localdate(now), actor)


@contextmanager
def passage(
    matter_id: int, name: str, actor: User | None, *, now: datetime, seen: int | None = None, to: int | None = None
) -> Iterator[Step]:
    """Carry out an act; `to` is the department that is to have the matter. Raises a Refused with nothing changed."""
    act = LAW[name]
    with transaction.atomic(), together():
        matter = Matter.objects.select_for_update(of=("self",)).select_related(*PARTS).get(pk=matter_id)
        step = Step(matter, people_of(matter, actor, now, to), now, actor)
        at_the_start = matter.seq
        look(matter, step.people, now)
        refused = why_not(act, actor.pk if actor else None, step.people.posts, file_of(matter))
        if refused and refused.status == 403:
            raise refused
        if seen is not None and seen != at_the_start:
            raise ChangedMeanwhile(seen=seen, seq=at_the_start)
        if refused:
            raise refused
        yield step
        _enter(step, name, source=matter.state)


@contextmanager
def beginning(matter: Matter, name: str, number: Callable[[], str], *, now: datetime) -> Iterator[Step]:
    """Hand in a new matter; the body writes what is said in it once the matter has been saved. `number` gives the next
    one of its series, in this transaction."""
    with transaction.atomic(), together():
        target = LAW[name].target
        assert target is not None
        matter.number = number()
        matter.state, matter.received_at, matter.since = target, now, now
        matter.save()
        step = Step(matter, people_of(matter, matter.author, now), now, matter.author)
        yield step
        _enter(step, name, source="")


def look(matter: Matter, people: People, now: datetime) -> int:
    """Let all fire that is due for a locked matter, and settle its limit by the calendar in force; how much it was.

    What was due by the old day when a notice came into force fires by it, however late anybody looks.
    """
    limit = clocks.open_limit(matter)
    if limit is None:
        return 0
    digest, done = current_version_digest(), 0
    if limit.calendar_version != digest:
        since = ladder.in_force_since(limit.calendar_version, digest, now)
        done += _ring(matter, limit, people, now, until=since)
        told = ladder.resettled(limit, index_for(digest), since)
        if told:
            _note(matter, people, told, now, limit)
            done += 1
    return done + _ring(matter, limit, people, now)


def _ring(matter: Matter, limit: MatterLimit, people: People, now: datetime, until: datetime | None = None) -> int:
    claimed = ladder.claim(limit, now, matter.seq, until=until)
    for due in claimed:
        assert limit.due_on is not None  # or nothing could be due
        facts: dict[str, object] = {
            "rung": due.rung.name,
            "due_on": limit.due_on.isoformat(),
            "to": [reader.value for reader in due.rung.to],
        }
        if due.limit_on:
            facts["limit_on"] = due.limit_on.isoformat()
        facts |= orders.follow(limit, limit.due_on, due, now)
        _note(matter, people, (due.rung.kind, facts), now, limit)
    return len(claimed)


def _note(matter: Matter, people: People, told: ladder.Told, now: datetime, limit: MatterLimit) -> None:
    """An entry by the system, and who is told of it."""
    step = Step(matter, people, now, None, record=told[1])
    entry = _write(step, told[0], matter.state, matter.state)
    matter.save(update_fields=["seq"])
    telling.tell(entry, people, limit)


def _enter(step: Step, name: str, source: str) -> None:
    matter, target = step.matter, LAW[name].target
    if target is not None and matter.state != target:
        matter.state, matter.since = target, step.now
    entry = _write(step, name, source, matter.state)
    matter.save()
    telling.tell(entry, step.people, clocks.follow(matter, entry))


def _write(step: Step, name: str, source: str, target: str) -> MatterEntry:
    step.matter.seq += 1
    return MatterEntry.objects.create(
        matter=step.matter, seq=step.matter.seq, at=step.now, actor=step.actor, name=name, source=source,
        target=target, facts=step.record,
    )  # fmt: skip
