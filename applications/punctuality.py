"""How punctually were replies given? Rates and days, by month and by department, from one grouped query."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count

from calendars.store import index_for
from workflow.clock import Mode, standing
from workflow.deadlines import pauses_of
from workflow.models import Deadline, DeadlineStatus

from .office_clock import ENDED, Clocked
from .oversight import Period, months_back, rate, reply_deadlines

# All that the days used by a reply follow from; replies that agree in it are counted together.
SAME = (
    "status", "received_on", "finished_on", "budget", "extension", "mode", "amber_at", "pauses", "calendar_version",
)  # fmt: skip


@dataclass(frozen=True)
class Given:
    """`n` replies of a department, given in the month that begins on `month`, after `used` working days each."""

    provider_id: int
    month: date
    late: bool
    used: int
    n: int


def given(cases: Clocked, period: Period) -> list[Given]:
    """The replies of the cases within the period: one query, grouped, and one walk of the clock for each group."""
    ended = reply_deadlines().filter(
        case__in=cases.order_by().values("pk"),
        status__in=ENDED,
        finished_on__gte=period.first,
        finished_on__lte=period.last,
    )
    groups = ended.order_by().values("case__provider_id", *SAME).annotate(n=Count("pk"))
    return [_given(group) for group in groups]


def _given(group: dict[str, Any]) -> Given:
    deadline = Deadline(**{name: group[name] for name in SAME})
    return Given(
        provider_id=group["case__provider_id"],
        month=group["finished_on"].replace(day=1),
        late=group["status"] == DeadlineStatus.LATE,
        used=used_days(deadline),
        n=group["n"],
    )


def used_days(deadline: Deadline) -> int:
    """Working days that a finished clock used, without its pauses, by the calendar it was judged by."""
    assert deadline.finished_on is not None
    return standing(
        index_for(deadline.calendar_version),
        deadline.received_on,
        deadline.budget,
        pauses_of(deadline),
        Mode(deadline.mode),
        deadline.finished_on,
        deadline.finished_on,
        deadline.extension,
    ).used


@dataclass
class Tally:
    """Replies added up: how many on time, how many late, and their working days."""

    on_time: int = 0
    late: int = 0
    days: int = 0

    def add(self, replies: Given) -> None:
        if replies.late:
            self.late += replies.n
        else:
            self.on_time += replies.n
        self.days += replies.used * replies.n

    @property
    def rate(self) -> float | None:
        """Percent on time; None of nothing."""
        return rate(self.on_time, self.late)

    @property
    def average(self) -> float | None:
        """Working days a reply took; None of nothing."""
        total = self.on_time + self.late
        return self.days / total if total else None


@dataclass
class Record:
    """The tally of a period, whole and month by month, oldest first."""

    whole: Tally = field(default_factory=Tally)
    months: dict[date, Tally] = field(default_factory=dict)

    @property
    def rates(self) -> list[float]:
        """The rates of the months in which replies were given."""
        return [tally.rate for tally in self.months.values() if tally.rate is not None]


def record(replies: Iterable[Given], today: date, months: int) -> Record:
    """The tally of the last `months` months up to today; a month without replies is there, and empty."""
    kept = Record(months={months_back(today, n): Tally() for n in reversed(range(months))})
    for one in replies:
        kept.whole.add(one)
        kept.months[one.month].add(one)
    return kept
