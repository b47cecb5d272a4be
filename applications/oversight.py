"""The supervisor's figures (GLOSSARY: Figures): each is a rule for a list of cases, so a number is its list's length.

All but overdue_after (late with a review, the seal or the delivery) and extensions speak of the valid reply. On time is
a reply that ended `met`, early one that did so before its last day; late is `late`; void ones (withdrawn, lapsed) are
none of these. A period is counted by the day the reply was given, in Asia/Shanghai. Its figures follow from the rows of
the clocks alone, and what happens after its last day changes none of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from workflow.clock import Lamp
from workflow.models import Case, Clock, Deadline, DeadlineStatus

from .desk import Desk
from .extensions import awaiting
from .office_clock import ENDED, OFFICE_CLOCKS, Clocked, Lamps
from .periods import Period
from .queue import IN_HAND


def within(period: Period) -> dict[str, Q]:
    """The figures of a period, as conditions on reply deadlines."""
    given = Q(finished_on__gte=period.first, finished_on__lte=period.last)
    owed = Q(received_on__lte=period.last) & (Q(finished_on__isnull=True) | Q(finished_on__gt=period.last))
    return {
        "received": Q(received_on__gte=period.first, received_on__lte=period.last),
        "closed": given & Q(status__in=ENDED),
        "on_time": given & Q(status=DeadlineStatus.MET),
        "early": given & Q(status=DeadlineStatus.MET, finished_on__lt=F("due_on")),
        "closed_late": given & Q(status=DeadlineStatus.LATE),
        # At the close of the last day. A due day that has passed is moved by no later pause (workflow.clock).
        "unanswered": owed,
        "overdue_then": owed & Q(due_on__lte=period.last),
    }


def now(lamps: Lamps) -> dict[str, Q]:
    """The figures of today, as conditions on reply deadlines."""
    return {
        "overdue_open": lamps.condition(Lamp.RED, column=""),
        "amber": lamps.condition(Lamp.AMBER, column=""),
    }


FIGURES = (
    "open_cases", "amber", "overdue_open", "overdue_after", "extensions",
    "received", "closed", "on_time", "early", "closed_late",
)  # fmt: skip
# How a period stood at its end: asked for by the bulletin, listed like the others.
AT_THE_END = ("unanswered", "overdue_then")
OF_A_PERIOD = ("received", "closed", "on_time", "early", "closed_late", *AT_THE_END)
# Those whose cases have had their reply.
GIVEN = frozenset({"closed", "on_time", "early", "closed_late"})


def behind(figure: str, cases: Clocked, desk: Desk, period: Period) -> Clocked:
    """The cases behind a figure; an unknown one is that of the cases in hand."""
    wanted = (within(period) | now(desk.lamps)).get(figure)
    if figure == "overdue_after":
        return overdue(cases, desk).exclude(counting_clock=Clock.VALID_REPLY)
    if figure == "extensions":
        return awaiting(cases)
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


def every_case() -> QuerySet[Case]:
    """All that have been handed in: what is published is the same whoever looks."""
    return Case.objects.filter(number__isnull=False)


@dataclass(frozen=True)
class Totals:
    """Every figure, for the same cases and period."""

    open_cases: int
    amber: int
    overdue_open: int
    overdue_after: int
    extensions: int
    received: int
    closed: int
    on_time: int
    early: int
    closed_late: int

    @property
    def on_time_rate(self) -> float | None:
        """Percent of the replies given; None where none was given."""
        return rate(self.on_time, self.closed_late)

    @property
    def early_rate(self) -> float | None:
        """Percent of the replies given that were given before the last day."""
        return rate(self.early, self.closed - self.early)


def rate(on_time: int, late: int) -> float | None:
    """Percent on time; None of nothing."""
    return 100 * on_time / (on_time + late) if on_time + late else None


def totals(cases: Clocked, desk: Desk, period: Period) -> Totals:
    """All figures of the cases: four queries."""
    asked = {name: q for name, q in (within(period) | now(desk.lamps)).items() if name in FIGURES}
    counted = counts(asked)
    of_replies = replies_of(cases).filter(any_of(asked)).aggregate(**counted)
    others = {figure: behind(figure, cases, desk, period).count() for figure in FIGURES if figure not in counted}
    return Totals(**of_replies, **others)


def counts(conditions: Mapping[str, Q]) -> dict[str, Any]:
    """What counts each of the conditions in one query."""
    return {name: Count("pk", filter=wanted) for name, wanted in conditions.items()}


def any_of(conditions: Mapping[str, Q]) -> Q:
    """What counts in none of the figures is not read."""
    return reduce(or_, conditions.values())


def replies_of(cases: QuerySet[Any]) -> QuerySet[Deadline]:
    """The reply deadlines of the cases, to be counted."""
    return reply_deadlines().filter(case__in=cases.order_by().values("pk")).order_by()


def of_departments(cases: QuerySet[Any], period: Period) -> dict[int, dict[str, int]]:
    """The figures of the period by providing department: one query. Departments without any are left out."""
    asked = within(period)
    rows: Iterable[Any] = replies_of(cases).filter(any_of(asked)).values("case__provider").annotate(**counts(asked))
    return {row.pop("case__provider"): row for row in rows}


def by_department(cases: Clocked, desk: Desk) -> dict[int, dict[str, int]]:
    """For each providing department how many cases are in hand, near their limit and overdue: two queries."""
    found: dict[int, dict[str, int]] = {}
    in_hand = cases.filter(state__in=IN_HAND).order_by().values_list("provider").annotate(Count("pk"))
    for provider, n in in_hand:
        found.setdefault(provider, dict.fromkeys(("open_cases", "amber", "overdue_open"), 0))["open_cases"] = n
    asked = now(desk.lamps)
    rows: Iterable[Any] = replies_of(cases).filter(any_of(asked)).values("case__provider").annotate(**counts(asked))
    for row in rows:
        if row["case__provider"] in found:
            found[row["case__provider"]] |= {"amber": row["amber"], "overdue_open": row["overdue_open"]}
    return found


def overdue(cases: Clocked, desk: Desk) -> Clocked:
    """Cases (see Desk.visible) in which any clock of the office is past its due day."""
    return cases.filter(desk.lamps.condition(Lamp.RED), counting_clock__in=OFFICE_CLOCKS)


def first_day() -> date | None:
    """The day the first application came in; None where none has. One query."""
    return reply_deadlines().order_by("received_on").values_list("received_on", flat=True).first()
