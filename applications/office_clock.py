"""Which clock of a case counts for the office, how it stands today, and the same question asked in SQL.

A case carries the columns of the clock that counts (workflow.counting), so a list of cases asks no other table.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from calendars.index import WorkdayIndex
from calendars.store import index_for
from workflow.clock import Lamp
from workflow.models import OPEN, Clock, Deadline, DeadlineStatus, ServiceStandard

from .clockface import Face, face_of

# Cases, perhaps with further columns; types of annotated columns are beyond the checker.
Clocked = QuerySet[Any]

COUNTING = (Clock.VALID_REPLY, Clock.SIGNING, Clock.SEALING, Clock.DELIVERY, Clock.REVIEW)
# Those of them that the office itself has to keep.
OFFICE_CLOCKS = (Clock.VALID_REPLY, Clock.SEALING, Clock.DELIVERY, Clock.REVIEW)
# The lamps of a clock that is open, as a list of cases is counted by.
OPEN_LAMPS = (Lamp.RED, Lamp.AMBER, Lamp.GREEN, Lamp.GREY)
ENDED = (DeadlineStatus.MET, DeadlineStatus.LATE)


def office_face(deadlines: Iterable[Deadline], index: WorkdayIndex, today: date) -> Face | None:
    """The open clock that counts; without one, how the reply was given."""
    deadlines = list(deadlines)
    counting = next((d for d in deadlines if d.status in OPEN and d.clock in COUNTING), None)
    return face_of(counting, index, today) if counting else given_face(deadlines, index, today)


def given_face(deadlines: Iterable[Deadline], index: WorkdayIndex, today: date) -> Face | None:
    """How the reply was given, by the calendar it was judged by; None while it is owed, and where it became void."""
    given = next((d for d in deadlines if d.status in ENDED and d.clock == Clock.VALID_REPLY), None)
    return face_of(given, index_for(given.calendar_version), today) if given else None


@dataclass(frozen=True)
class Lamps:
    """The lamps of a day as conditions on columns.

    A due day is a working day, so "at most n working days left" is "due by the n-th working day from today";
    `reaches` holds that day for every `amber_at` in use. Warnings go by `alarm_from` (workflow.clock.Due).
    """

    today: date
    reaches: Mapping[int, date]

    def condition(self, lamp: Lamp, column: str = "counting_") -> Q:
        """The deadlines (their columns prefixed with `column`) that stand under `lamp`."""
        late = Q(**{f"{column}status__in": OPEN, f"{column}due_on__lt": self.today})
        if lamp == Lamp.RED:
            return late
        if lamp == Lamp.GREY:
            return Q(**{f"{column}status": DeadlineStatus.PAUSED, f"{column}due_on__isnull": True})
        runs = Q(**{f"{column}status": DeadlineStatus.RUNNING, f"{column}due_on__gte": self.today})
        return runs & self._near(column) if lamp == Lamp.AMBER else runs & ~self._near(column)

    def of(self, due_on: date | None, alarm_from: date | None, amber_at: int | None) -> str:
        """The same for the columns of a case at hand: the name of the lamp, empty where no clock is open. An open one
        has its warning, and a due day unless it stands still."""
        if amber_at is None:
            return ""
        if due_on is None:
            return Lamp.GREY.value
        if due_on < self.today:
            return Lamp.RED.value
        near = alarm_from is not None and alarm_from <= self.reaches.get(amber_at, date.min)
        return Lamp.AMBER.value if near else Lamp.GREEN.value

    def _near(self, column: str) -> Q:
        near = Q(pk__in=[])
        for amber_at, reach in self.reaches.items():
            near |= Q(**{f"{column}amber_at": amber_at, f"{column}alarm_from__lte": reach})
        return near


def lamps_on(today: date, index: WorkdayIndex) -> Lamps:
    """The conditions of a day: one query, for the warnings in use; a deadline has its own from its standard."""
    in_use = ServiceStandard.objects.order_by().values_list("amber_at", flat=True).distinct()
    return Lamps(today, {amber_at: index.add(today, amber_at) for amber_at in in_use})


def lamp_counts(cases: Clocked, lamps: Lamps) -> dict[str, int]:
    """How many of the cases stand under each lamp, and `all`: one query, no standing computed."""
    by_lamp = {lamp.value: Count("pk", filter=lamps.condition(lamp)) for lamp in OPEN_LAMPS}
    counted: dict[str, int] = cases.order_by().aggregate(all=Count("pk"), **by_lamp)
    return counted
