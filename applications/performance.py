"""How quickly the departments answered, for everyone to see: whole months that are over, and no figures of few replies.

A department with fewer replies than the minimum is named without its figures. What such departments have in common is
shown as one line where they are several and have enough together; otherwise their replies are in no figure at all,
so that nobody can work them out by subtracting.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from accounts.models import Organisation

from .oversight import every_case
from .periods import Period, closed_months
from .promise import reply_standard
from .punctuality import Tally, given

# How many whole months a page looks back on; the first is the usual one.
SPANS = (6, 1, 3, 12)
P95 = 95


@dataclass(frozen=True)
class Figures:
    """What is published of some replies. Days are working days, shares percent."""

    replies: int
    median: float
    p95: int
    within: float
    on_time: float


@dataclass(frozen=True)
class Published:
    """A department; `figures` None where it gave too few replies."""

    name: str
    figures: Figures | None


@dataclass(frozen=True)
class Performance:
    """`limit` are the working days that `within` is about. `others` are the departments without figures of their own,
    together; `whole` counts exactly the replies of the lines that have figures."""

    period: Period
    limit: int
    minimum: int
    departments: tuple[Published, ...]
    others: Figures | None
    whole: Figures | None

    @property
    def withheld(self) -> int:
        """How many departments have no figures of their own."""
        return sum(one.figures is None for one in self.departments)


def performance(today: date, months: int) -> Performance:
    """The `months` whole months before that of today: three queries."""
    period, minimum = closed_months(today, months), settings.WURI_PUBLIC_MINIMUM
    standard = reply_standard(today)
    tallies: dict[int, Tally] = {}
    for one in given(every_case(), period):
        tallies.setdefault(one.provider_id, Tally()).add(one)
    names = dict(Organisation.objects.filter(pk__in=tallies).values_list("pk", "name"))
    limit = standard.working_days if standard else 5
    return published({names[pk]: tally for pk, tally in tallies.items()}, period, limit, minimum)


def published(tallies: dict[str, Tally], period: Period, limit: int, minimum: int) -> Performance:
    """The rule for small numbers: plain values in, plain values out. The quickest department comes first."""
    enough = {name: tally for name, tally in tallies.items() if tally.total >= minimum}
    few = [tally for name, tally in tallies.items() if name not in enough]
    together = joined(few)
    others = together if len(few) > 1 and together.total >= minimum else None
    shown = [Published(name, figures(tally, limit)) for name, tally in enough.items()]
    return Performance(
        period=period,
        limit=limit,
        minimum=minimum,
        departments=(
            *sorted(shown, key=quickest_first),
            *(Published(name, None) for name in sorted(set(tallies) - set(enough))),
        ),
        others=figures(others, limit) if others else None,
        whole=figures(joined([*enough.values(), *([others] if others else [])]), limit) if enough or others else None,
    )


def quickest_first(one: Published) -> tuple[Any, ...]:
    assert one.figures is not None
    return -one.figures.within, one.figures.median, one.name


def joined(tallies: Iterable[Tally]) -> Tally:
    whole = Tally()
    for tally in tallies:
        whole.join(tally)
    return whole


def figures(tally: Tally, limit: int) -> Figures:
    """Of at least one reply."""
    middle, p95, on_time = tally.median, tally.percentile(P95), tally.rate
    assert middle is not None and p95 is not None and on_time is not None
    return Figures(tally.total, middle, p95, 100 * tally.within(limit) / tally.total, on_time)


def as_json(found: Performance) -> dict[str, Any]:
    """The page's twin for programs; docs/performance-json.md says what each field means."""
    return {
        "period": {"first": found.period.first.isoformat(), "last": found.period.last.isoformat()},
        "limit_working_days": found.limit,
        "minimum_replies": found.minimum,
        "whole": fields(found.whole),
        "departments": [
            {"department": one.name, "published": one.figures is not None, **(fields(one.figures) or NOTHING)}
            for one in found.departments
        ],
        "other_departments": fields(found.others),
    }


def fields(of: Figures | None) -> dict[str, Any] | None:
    """One line of the twin; shares to one decimal."""
    if of is None:
        return None
    return {
        "replies": of.replies,
        "median_working_days": of.median,
        "p95_working_days": of.p95,
        "within_limit_percent": round(of.within, 1),
        "on_time_percent": round(of.on_time, 1),
    }


NOTHING = dict.fromkeys(
    ("replies", "median_working_days", "p95_working_days", "within_limit_percent", "on_time_percent")
)
