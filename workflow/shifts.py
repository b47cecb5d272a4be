"""Which open deadlines would another calendar move, and how? Reads, writes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice, tee
from typing import Generic, TypeVar

from django.db.models import QuerySet

from calendars.due import Due
from calendars.index import WorkdayIndex

from .clock import due, due_of_each
from .deadlines import terms_of
from .models import OPEN, Deadline
from .time_limit import TimeLimit

CHUNK = 500  # SQLite takes no more than 999 keys in a question
Limit = TypeVar("Limit", bound=TimeLimit)
RESTS_ON = ("received_on", "budget", "pauses", "mode", "extension")


@dataclass(frozen=True)
class Shift(Generic[Limit]):
    """An open limit as it stands on record, and what the other calendar makes of it."""

    deadline: Limit
    becomes: Due

    @property
    def moves(self) -> bool:
        """Whether the due day is another, or has gone from provisional to settled or back."""
        return (self.becomes.on, self.becomes.firm) != (self.deadline.due_on, self.deadline.firm)

    @property
    def changes(self) -> bool:
        """Whether anything on record changes, the day from which alarms count included."""
        return self.moves or self.becomes.alarm_from != self.deadline.alarm_from

    @property
    def is_earlier(self) -> bool:
        old, new = self.deadline.due_on, self.becomes.on
        return old is not None and new is not None and new < old

    def into_past(self, today: date) -> bool:
        """Whether the new due day has passed `today` and the old one has not: late by the notice, not by anyone."""
        old, new = self.deadline.due_on, self.becomes.on
        return old is not None and new is not None and new < today <= old


def open_deadlines() -> QuerySet[Deadline]:
    """Running and paused ones with their cases; ended ones keep what they were judged by."""
    return Deadline.objects.filter(status__in=OPEN).select_related("case").order_by("case_id", "pk")


def shift_of(deadline: Limit, index: WorkdayIndex) -> Shift[Limit]:
    """By the one function that computes every deadline. Raises NotCovered past the calendar."""
    return Shift(deadline, due(index, *terms_of(deadline)))


def moving(index: WorkdayIndex) -> Iterator[Shift[Deadline]]:
    """The open deadlines that `index` would move, in the order of their cases; only those are read whole."""
    bare = Deadline.objects.filter(status__in=OPEN).only(*RESTS_ON, "due_on", "firm").order_by("case_id", "pk")
    read, settled = tee(bare.iterator(chunk_size=CHUNK))
    pairs = zip(read, due_of_each(index, map(terms_of, settled)), strict=True)
    moved = ((old.pk, new) for old, new in pairs if (new.on, new.firm) != (old.due_on, old.firm))
    while chunk := dict(islice(moved, CHUNK)):
        for deadline in open_deadlines().filter(pk__in=chunk):
            yield Shift(deadline, chunk[deadline.pk])
