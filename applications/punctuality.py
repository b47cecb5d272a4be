"""How punctually were replies given? Rates and days, by month and by department, from one grouped query."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from math import ceil
from statistics import median
from typing import Any

from django.db.models import Count, QuerySet

from calendars.store import index_for
from workflow.clock import Mode, Pause, standing
from workflow.deadlines import pause_of
from workflow.models import DeadlineStatus

from .office_clock import ENDED
from .oversight import rate, replies_of
from .periods import Period, months_within

# All that the days used by a reply follow from; replies that agree in it are counted together.
SAME = (
    "status", "received_on", "finished_on", "budget", "extension", "mode", "pauses", "calendar_version",
)  # fmt: skip


@dataclass(frozen=True)
class Given:
    """`n` replies of a department, given in the month that begins on `month`, after `used` working days each."""

    provider_id: int
    month: date
    late: bool
    used: int
    n: int


def given(cases: QuerySet[Any], period: Period) -> list[Given]:
    """The replies of the cases within the period: one query, grouped, and one walk of the clock for each group."""
    ended = replies_of(cases).filter(status__in=ENDED, finished_on__gte=period.first, finished_on__lte=period.last)
    groups = ended.values("case__provider_id", *SAME).annotate(n=Count("pk"))
    return [_given(group) for group in groups]


def _given(group: dict[str, Any]) -> Given:
    return Given(
        provider_id=group["case__provider_id"],
        month=group["finished_on"].replace(day=1),
        late=group["status"] == DeadlineStatus.LATE,
        used=used_days(group),
        n=group["n"],
    )


def used_days(group: dict[str, Any]) -> int:
    """Working days that finished clocks of these columns (SAME) used, without their pauses, by the calendar they were
    judged by. Without a pause they are those between two days: the walk of the clock in one step."""
    index = index_for(group["calendar_version"])
    if not group["pauses"]:
        return index.between(group["received_on"], group["finished_on"])
    ended, mode, pauses = group["finished_on"], Mode(group["mode"]), map(pause, group["pauses"])
    return standing(index, group["received_on"], group["budget"], pauses, mode, ended, ended, group["extension"]).used


def pause(row: tuple[str, str | None, str]) -> Pause:
    """One pause as a deadline keeps it."""
    since, until, cause = row
    return pause_of(date.fromisoformat(since), date.fromisoformat(until) if until else None, cause)


@dataclass
class Tally:
    """Replies added up: how many on time, how many late, and how many took each number of working days."""

    on_time: int = 0
    late: int = 0
    spread: Counter[int] = field(default_factory=Counter)

    def add(self, replies: Given) -> None:
        if replies.late:
            self.late += replies.n
        else:
            self.on_time += replies.n
        self.spread[replies.used] += replies.n

    def join(self, other: "Tally") -> None:
        """The replies of another tally as well."""
        self.on_time += other.on_time
        self.late += other.late
        self.spread += other.spread

    @property
    def total(self) -> int:
        return self.on_time + self.late

    @property
    def rate(self) -> float | None:
        """Percent on time; None of nothing."""
        return rate(self.on_time, self.late)

    @property
    def average(self) -> float | None:
        """Working days a reply took; None of nothing."""
        return sum(used * n for used, n in self.spread.items()) / self.total if self.total else None

    @property
    def median(self) -> float | None:
        """As many replies took fewer working days as took more; half a day where two in the middle differ."""
        if not self.total:
            return None
        low, high = self._ranked((self.total + 1) // 2), self._ranked(self.total // 2 + 1)
        return median((low, high))

    def percentile(self, percent: int) -> int | None:
        """The fewest working days within which that share of replies was given (nearest rank); None of nothing."""
        return self._ranked(ceil(self.total * percent / 100)) if self.total else None

    def within(self, days: int) -> int:
        """How many replies took no more than so many working days."""
        return sum(n for used, n in self.spread.items() if used <= days)

    def _ranked(self, place: int) -> int:
        """The working days of the reply in that place, from 1, the quickest first."""
        passed = 0
        for used, n in sorted(self.spread.items()):
            passed += n
            if passed >= place:
                return used
        raise ValueError(f"there are {passed} replies, none in place {place}")


def tally_of(replies: Iterable[Given]) -> Tally:
    """All of them added up."""
    tally = Tally()
    for one in replies:
        tally.add(one)
    return tally


@dataclass
class Record:
    """The tally of a period, whole and month by month, oldest first."""

    whole: Tally = field(default_factory=Tally)
    months: dict[date, Tally] = field(default_factory=dict)

    @property
    def rates(self) -> list[float]:
        """The rates of the months in which replies were given."""
        return [tally.rate for tally in self.months.values() if tally.rate is not None]


def record(replies: Iterable[Given], period: Period) -> Record:
    """The tally of the period; a month without replies is there, and empty."""
    kept = Record(months={month: Tally() for month in months_within(period)})
    for one in replies:
        kept.whole.add(one)
        kept.months[one.month].add(one)
    return kept


def records(replies: Iterable[Given], period: Period) -> dict[int, Record]:
    """The same for each department that gave any."""
    apart: dict[int, list[Given]] = {}
    for one in replies:
        apart.setdefault(one.provider_id, []).append(one)
    return {provider: record(its, period) for provider, its in apart.items()}
