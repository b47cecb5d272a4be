"""Which open deadlines would another calendar move, and how? Reads, writes nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from calendars.index import WorkdayIndex

from .clock import Due, Mode, due
from .deadlines import pauses_of
from .models import OPEN, Deadline


@dataclass(frozen=True)
class Shift:
    """An open deadline (with its `case`) as it stands on record, and what the other calendar makes of it."""

    deadline: Deadline
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


def shift_of(deadline: Deadline, index: WorkdayIndex) -> Shift:
    """By the one function that computes every deadline. Raises NotCovered past the calendar."""
    mode = Mode(deadline.mode)
    becomes = due(index, deadline.received_on, deadline.budget, pauses_of(deadline), mode, deadline.extension)
    return Shift(deadline, becomes)


def moving(index: WorkdayIndex, deadlines: Iterable[Deadline] | None = None) -> Iterator[Shift]:
    """The deadlines that `index` would move, in the order of their cases; all open ones unless given."""
    chosen = open_deadlines().iterator(chunk_size=2000) if deadlines is None else deadlines
    shifts = (shift_of(deadline, index) for deadline in chosen)
    return (shift for shift in shifts if shift.moves)
