"""The figures of one month that is over (月度通报), for all departments; whoever asks later finds the same.

They follow from the clocks' rows by the rules of the overview (applications.oversight, applications.punctuality), and
count as at the close of the month's last day.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from accounts.models import Organisation
from calendars.store import index_for
from workflow.models import Deadline

from . import oversight
from .attention import midnight
from .models import Lateness, SupervisionOrder
from .periods import Period, months_back, whole_month
from .punctuality import Given, Tally, given

LISTED = 50  # late cases that are named; all of them are counted
PARTS = ("case__provider", "case__application__dataset", "case__application__decision")


@dataclass(frozen=True)
class Line:
    """One department, or all of them where `organisation` is None. `figures` by the names of oversight.within."""

    organisation: Organisation | None
    figures: Mapping[str, int]
    tally: Tally

    @property
    def name(self) -> str:
        return self.organisation.name if self.organisation else ""

    @property
    def rate(self) -> float | None:
        """Percent on time; None where no reply was given."""
        return self.tally.rate

    @property
    def early_rate(self) -> float | None:
        """Percent before the last day."""
        return oversight.rate(self.figures["early"], self.figures["closed"] - self.figures["early"])


@dataclass(frozen=True)
class LateCase:
    """A reply that was late, or is still owed at the month's end; `days` are working days past the due day."""

    deadline: Deadline
    days: int

    @property
    def reason(self) -> str:
        """What whoever gave the late reply said, in the language of now; empty for one that was not asked."""
        decision: Any = getattr(self.deadline.case.application, "decision", None)
        return str(Lateness(decision.lateness).label) if decision and decision.lateness else ""

    @property
    def number(self) -> str:
        return self.deadline.case.number or ""

    @property
    def department(self) -> str:
        return self.deadline.case.provider.name

    @property
    def title(self) -> str:
        return self.deadline.case.application.dataset.title


@dataclass(frozen=True)
class Orders:
    """Supervision orders: raised, turned red and cleared within the month, and open at its end."""

    raised: int
    reddened: int
    cleared: int
    open: int


@dataclass(frozen=True)
class Month:
    """`before` is the on-time rate of the month before; the lists name LISTED cases at most."""

    period: Period
    whole: Line
    before: float | None
    departments: tuple[Line, ...]
    late: tuple[LateCase, ...]
    overdue: tuple[LateCase, ...]
    orders: Orders

    @property
    def change(self) -> float | None:
        """Percentage points above or below the month before."""
        known = self.whole.rate is not None and self.before is not None
        return round(self.whole.rate - self.before, 1) if known else None  # type: ignore[operator]


def is_closed(month: date, today: date) -> bool:
    """Whether the month that begins on this day is over."""
    return month < today.replace(day=1)


def closed_month(first: date) -> Month:
    """The month that begins on `first`: eight queries."""
    period = whole_month(first)
    tallies = by_provider(given(oversight.every_case(), period))
    figures = oversight.of_departments(oversight.every_case(), period)
    organisations = Organisation.objects.filter(pk__in=figures)
    lines = [Line(one, figures[one.pk], tallies.get(one.pk, Tally())) for one in organisations]
    return Month(
        period=period,
        whole=whole_of(lines),
        before=rate_of(whole_month(months_back(first, 1))),
        departments=tuple(sorted(lines, key=lowest_rate_first)),
        late=late_cases(period),
        overdue=overdue_cases(period),
        orders=orders_of(period),
    )


def by_provider(replies: Iterable[Given]) -> dict[int, Tally]:
    found: dict[int, Tally] = {}
    for one in replies:
        found.setdefault(one.provider_id, Tally()).add(one)
    return found


def lowest_rate_first(line: Line) -> tuple[bool, float, str]:
    """Departments without a reply come last."""
    return line.rate is None, line.rate or 0.0, line.name


def whole_of(lines: Iterable[Line]) -> Line:
    """All departments together."""
    lines, tally = list(lines), Tally()
    for line in lines:
        tally.join(line.tally)
    return Line(None, {name: sum(line.figures[name] for line in lines) for name in oversight.OF_A_PERIOD}, tally)


def rate_of(period: Period) -> float | None:
    """The on-time rate of a period: one query."""
    wanted = {name: q for name, q in oversight.within(period).items() if name in ("on_time", "closed_late")}
    counted = oversight.replies_of(oversight.every_case()).aggregate(**oversight.counts(wanted))
    return oversight.rate(counted["on_time"], counted["closed_late"])


def late_cases(period: Period) -> tuple[LateCase, ...]:
    """Replies of the month that were late, in the order they were given."""
    late = of_figure("closed_late", period).order_by("finished_on", "pk")[:LISTED]
    return tuple(LateCase(one, days_past(one, one.finished_on)) for one in late)


def overdue_cases(period: Period) -> tuple[LateCase, ...]:
    """Replies that were overdue and still owed when the month ended, the longest overdue first."""
    owed = of_figure("overdue_then", period).order_by("due_on", "pk")[:LISTED]
    return tuple(LateCase(one, days_past(one, period.last)) for one in owed)


def of_figure(figure: str, period: Period) -> QuerySet[Deadline]:
    """The reply deadlines behind a figure of the month."""
    return oversight.replies_of(oversight.every_case()).filter(oversight.within(period)[figure]).select_related(*PARTS)


def days_past(deadline: Deadline, day: date | None) -> int:
    """Working days from the due day to `day`, by the calendar the clock was judged by."""
    assert deadline.due_on is not None and day is not None
    return index_for(deadline.calendar_version).between(deadline.due_on, day)


def orders_of(period: Period) -> Orders:
    """The supervision orders of the month: one query."""
    begins, ends = midnight(period.first), midnight(period.last + timedelta(days=1))
    wanted = {
        "raised": moment_in("raised_at", begins, ends),
        "reddened": moment_in("reddened_at", begins, ends),
        "cleared": moment_in("cleared_at", begins, ends),
        "open": Q(raised_at__lt=ends) & (Q(cleared_at__isnull=True) | Q(cleared_at__gte=ends)),
    }
    return Orders(**SupervisionOrder.objects.aggregate(**{k: Count("pk", filter=q) for k, q in wanted.items()}))


def moment_in(column: str, begins: datetime, ends: datetime) -> Q:
    """From `begins` on, before `ends`."""
    return Q(**{f"{column}__gte": begins, f"{column}__lt": ends})
