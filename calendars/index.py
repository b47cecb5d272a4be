"""How many working days lie between two days? An immutable prefix count over the days that notices settle."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from types import MappingProxyType

from workalendar.core import SAT
from workalendar.exceptions import CalendarError

from .due import Due, dues
from .festivals import days_between
from .hours import closes_at, opens_at
from .local import local_day
from .notices import NATIONAL, Notice, in_order_of_authority
from .overlay import ORDINARY, ORDINARY_WEEKEND, DayKind, DayReason, estimates, overlay

__all__ = ["DayKind", "DayReason", "NotCovered", "WorkdayIndex"]

ESTIMATE_RULE = 1  # raise it when the estimate changes, so that its deadlines are settled again


class NotCovered(CalendarError):  # type: ignore[misc]
    """The day lies outside the calendar: import the notice of that year. Never answered by a guess."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class WorkdayIndex:
    """The working days from `first` to `last`. Share it freely: nothing in it changes.

    Days are dates, or aware datetimes, which are taken in Asia/Shanghai; naive ones raise NaiveMoment. A day
    outside raises NotCovered, weekends too. A day after `firm_until` may yet be changed by a notice to come:
    twice the one for the next year has set the last days of December (2018, 2022).
    """

    first: date
    last: date
    firm_until: date
    version: str  # 12 hex digits of the SHA-256 of what the index was built from
    scopes: tuple[str, ...]
    codes: tuple[str, ...]  # the notices used, weakest first
    _workdays: tuple[date, ...]
    _dues: tuple[Due, ...]
    _numbers: Mapping[date, int]
    _reasons: Mapping[date, DayReason]

    @classmethod
    def from_notices(
        cls, notices: Iterable[Notice], scopes: Sequence[str] = (NATIONAL,), as_of: date | None = None
    ) -> "WorkdayIndex":
        """Build from those `notices` that are of `scopes` and were published by `as_of` (None: all).

        It reaches from the first year with a notice to the year after the last one; a year without one is
        estimated. Raises NotCovered if no notice covers a year. Takes about 3 ms for ten years.
        """
        used = in_order_of_authority(notices, scopes, as_of)
        covered = {notice.covers for notice in used if notice.covers}
        if not covered:
            raise NotCovered("no notice covers a year")
        years = range(min(covered), max(covered) + 2)
        reasons = estimates(year for year in years if year not in covered) | overlay(used)
        first, last = date(years[0], 1, 1), date(years[-1], 12, 31)
        gap = next(year for year in years if year not in covered)
        firm_until = date(gap - 1, 12, 24)
        counts, workdays = _count(first, last, reasons)
        return cls(
            first=first,
            last=last,
            firm_until=firm_until,
            version=_version(used, scopes, years),
            scopes=tuple(scopes),
            codes=tuple(notice.code for notice in used),
            _workdays=workdays,
            _dues=dues(workdays, firm_until),
            _numbers=dict(zip(days_between(first, last), counts, strict=True)),
            _reasons=MappingProxyType(reasons),
        )

    def count(self, day: date) -> int:
        """Working days from `first` up to and including `day`."""
        try:
            return self._numbers[day]
        except KeyError:  # a moment, whose day must be found; or a day outside
            on = local_day(day)
        if on not in self._numbers:
            raise self._outside(day)
        return self._numbers[on]

    def nth(self, k: int) -> date:
        """The k-th working day, from 1 on: nth(count(day)) is `day` or the last working day before it."""
        if not 1 <= k <= len(self._workdays):
            raise self._outside(f"working day {k}")
        return self._workdays[k - 1]

    def due_after(self, day: date, n: int) -> Due:
        """The n-th working day after `day` as a due day, for n from 1 on: 0.3 microseconds (bench/due.py)."""
        if n < 1:
            raise ValueError(f"a limit of {n} working days is none")
        try:
            return self._dues[self._numbers[day] + n - 1]
        except (KeyError, IndexError):  # a moment, whose day must be found; or a day outside, which these refuse
            return self.due_number(self.count(day) + n)

    def due_number(self, k: int) -> Due:
        """The k-th working day as a due day."""
        if not 1 <= k <= len(self._dues):
            raise self._outside(f"working day {k}")
        return self._dues[k - 1]

    def between(self, after: date, upto: date) -> int:
        """Working days in (after, upto]: the first does not count, the last does; negative when reversed."""
        return self.count(upto) - self.count(after)

    def add(self, day: date, n: int) -> date:
        """The n-th working day after `day`, or before it when n is negative; `day` itself for 0."""
        counted = self.count(day)
        if n > 0:
            return self.nth(counted + n)
        if n < 0:
            return self.nth(counted + n + (not self.is_working_day(day)))
        return local_day(day)

    def is_working_day(self, day: date) -> bool:
        return self.reason(day).counts

    def reason(self, day: date) -> DayReason:
        """Why `day` counts or not, with the notice that says so."""
        day = local_day(day)
        if not self.first <= day <= self.last:
            raise self._outside(day)
        return self._reasons.get(day) or (ORDINARY if day.weekday() < SAT else ORDINARY_WEEKEND)

    def firm(self, day: date) -> bool:
        """True when a published notice settles `day` for good, short of an amendment."""
        self.count(day)
        return local_day(day) <= self.firm_until

    def _outside(self, asked: date | str) -> NotCovered:
        return NotCovered(f"{asked} is outside the calendar, {self.first} to {self.last}")

    def opens_at(self, day: date) -> datetime:
        """09:00 in Asia/Shanghai."""
        return opens_at(local_day(day))

    def closes_at(self, day: date) -> datetime:
        """17:30 in Asia/Shanghai, when a limit that falls due on `day` is over (Civil Code art. 203)."""
        return closes_at(local_day(day))

    def next_office_moment(self, moment: datetime) -> datetime:
        """`moment` itself within office hours of a working day, else the next opening: for what must wait."""
        day = local_day(moment)
        if self.is_working_day(day) and moment < closes_at(day):
            return max(moment, opens_at(day))
        return opens_at(self.add(day, 1))


def _count(first: date, last: date, reasons: Mapping[date, DayReason]) -> tuple[tuple[int, ...], tuple[date, ...]]:
    counts: list[int] = []
    workdays: list[date] = []
    for day in days_between(first, last):
        reason = reasons.get(day)
        if reason.counts if reason else day.weekday() < SAT:
            workdays.append(day)
        counts.append(len(workdays))
    return tuple(counts), tuple(workdays)


def _version(used: Iterable[Notice], scopes: Sequence[str], years: Sequence[int]) -> str:
    said = [[n.code, n.covers, [[span.first, span.last] for span in n.off], n.work] for n in used]
    canon = json.dumps([said, scopes, years[0], years[-1], ESTIMATE_RULE], default=str, separators=(",", ":"))
    return sha256(canon.encode()).hexdigest()[:12]
