"""What would a new calendar change? The dry run of an import."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .festivals import days_between
from .index import WorkdayIndex
from .overlay import DayReason


@dataclass(frozen=True, slots=True)
class DayChange:
    """A day that the two calendars count differently."""

    on: date
    was: DayReason
    becomes: DayReason


def changed_days(old: WorkdayIndex, new: WorkdayIndex) -> tuple[DayChange, ...]:
    """The days in both calendars that become working days or cease to be, in order.

    Empty does not mean that nothing changes: a provisional day may become firm (compare `firm_until`).
    """
    shared: Iterable[date] = days_between(max(old.first, new.first), min(old.last, new.last))
    pairs = (DayChange(day, old.reason(day), new.reason(day)) for day in shared)
    return tuple(change for change in pairs if change.was.counts != change.becomes.counts)
