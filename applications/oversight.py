"""The supervisor's figures (GLOSSARY: Figures): each is a rule for a list of cases, so a number is its list's length.

All but overdue_after (late with the seal or the delivery) speak of the valid reply. On time is a reply that ended
`met`; late is `late`; void ones (withdrawn, lapsed) are neither. A period is counted by the day the reply was given,
in Asia/Shanghai.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from workflow.clock import Lamp
from workflow.models import Clock, Deadline, DeadlineStatus

from .desk import Desk
from .office_clock import ENDED, OFFICE_CLOCKS, Clocked
from .queue import IN_HAND

MONTHS = 6  # that the tables of departments look back on, the present one included


@dataclass(frozen=True)
class Period:
    """Days from `first` to `last`, both included."""

    first: date
    last: date


def month_of(day: date) -> Period:
    """The month so far."""
    return Period(day.replace(day=1), day)


def half_year_of(day: date) -> Period:
    """The present month so far and the five before it."""
    return Period(months_back(day, MONTHS - 1), day)


def months_back(day: date, n: int) -> date:
    """The first day of the month `n` months before that of `day`."""
    years, month = divmod(day.year * 12 + day.month - 1 - n, 12)
    return date(years, month + 1, 1)


PERIODS: dict[str, Callable[[date], Period]] = {"month": month_of, "half_year": half_year_of}


def replies(figure: str, desk: Desk, period: Period) -> Q | None:
    """A figure as a condition on reply deadlines; None for one that is not about them."""
    given = Q(finished_on__gte=period.first, finished_on__lte=period.last)
    return {
        "received": Q(received_on__gte=period.first, received_on__lte=period.last),
        "closed": given & Q(status__in=ENDED),
        "on_time": given & Q(status=DeadlineStatus.MET),
        "closed_late": given & Q(status=DeadlineStatus.LATE),
        "overdue_open": desk.lamps.condition(Lamp.RED, column=""),
        "amber": desk.lamps.condition(Lamp.AMBER, column=""),
    }.get(figure)


FIGURES = ("open_cases", "amber", "overdue_open", "overdue_after", "received", "closed", "on_time", "closed_late")
# Those whose cases have had their reply.
GIVEN = frozenset({"closed", "on_time", "closed_late"})


def behind(figure: str, cases: Clocked, desk: Desk, period: Period) -> Clocked:
    """The cases behind a figure; an unknown one is that of the cases in hand."""
    wanted = replies(figure, desk, period)
    if figure == "overdue_after":
        return overdue(cases, desk).exclude(counting_clock=Clock.VALID_REPLY)
    if wanted is None:
        return cases.filter(state__in=IN_HAND)
    return cases.filter(Exists(reply_deadlines().filter(wanted, case=OuterRef("pk"))))


def latest_reply_first(cases: Clocked) -> Clocked:
    """By the day the reply was given."""
    given = reply_deadlines().filter(case=OuterRef("pk"), status__in=ENDED)
    return cases.annotate(replied_on=Subquery(given.values("finished_on")[:1])).order_by("-replied_on", "-pk")


def reply_deadlines() -> QuerySet[Deadline]:
    """The five-working-day clocks."""
    return Deadline.objects.filter(clock=Clock.VALID_REPLY)


@dataclass(frozen=True)
class Totals:
    """Every figure, for the same cases and period."""

    open_cases: int
    amber: int
    overdue_open: int
    overdue_after: int
    received: int
    closed: int
    on_time: int
    closed_late: int

    @property
    def on_time_rate(self) -> float | None:
        """Percent of the replies given; None where none was given."""
        return rate(self.on_time, self.closed_late)


def rate(on_time: int, late: int) -> float | None:
    """Percent on time; None of nothing."""
    return 100 * on_time / (on_time + late) if on_time + late else None


def totals(cases: Clocked, desk: Desk, period: Period) -> Totals:
    """All figures of the cases: three queries."""
    conditions = {figure: replies(figure, desk, period) for figure in FIGURES}
    counted = {name: Count("pk", filter=wanted) for name, wanted in conditions.items() if wanted is not None}
    of_replies = reply_deadlines().filter(case__in=cases.order_by().values("pk")).aggregate(**counted)
    others = {figure: behind(figure, cases, desk, period).count() for figure in FIGURES if figure not in counted}
    return Totals(**of_replies, **others)


def by_department(cases: Clocked, desk: Desk) -> dict[int, dict[str, int]]:
    """For each providing department how many cases are in hand, near their limit and overdue: two queries."""
    found: dict[int, dict[str, int]] = {}
    in_hand = cases.filter(state__in=IN_HAND).order_by().values_list("provider").annotate(Count("pk"))
    for provider, n in in_hand:
        found.setdefault(provider, dict.fromkeys(("open_cases", "amber", "overdue_open"), 0))["open_cases"] = n
    lamps: dict[str, Any] = {
        name: Count("pk", filter=desk.lamps.condition(lamp, column=""))
        for name, lamp in (("amber", Lamp.AMBER), ("overdue_open", Lamp.RED))
    }
    running = reply_deadlines().filter(case__in=cases.order_by().values("pk")).order_by()
    rows: Iterable[Any] = running.values("case__provider").annotate(**lamps)
    for row in rows:
        if row["case__provider"] in found:
            found[row["case__provider"]] |= {"amber": row["amber"], "overdue_open": row["overdue_open"]}
    return found


def overdue(cases: Clocked, desk: Desk) -> Clocked:
    """Cases (see Desk.visible) in which any clock of the office is past its due day."""
    return cases.filter(desk.lamps.condition(Lamp.RED), counting_clock__in=OFFICE_CLOCKS)
