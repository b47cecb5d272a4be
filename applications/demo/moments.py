"""Moments of the past weeks, counted in working days, so that the demonstration is as old on every day it is made."""

from dataclasses import dataclass
from datetime import date, datetime, time

from calendars.index import WorkdayIndex
from calendars.local import SHANGHAI, local_day


@dataclass(frozen=True)
class Moments:
    """Days count back from `anchor`: the day of seeding, or the next working day where that is none.

    A limit of five working days that began five days before the anchor falls due on it.
    """

    index: WorkdayIndex
    anchor: date

    @classmethod
    def before(cls, now: datetime, index: WorkdayIndex) -> "Moments":
        """Raises NotCovered where the calendar does not reach."""
        today = local_day(now)
        return cls(index, today if index.is_working_day(today) else index.add(today, 1))

    def at(self, days: int, clock: str) -> datetime:
        """`days` working days before the anchor, one at least, at 09:30 or such: always before the seeding."""
        if days < 1:
            raise ValueError("the day of seeding itself may not have reached that time of day yet")
        return datetime.combine(self.index.add(self.anchor, -days), time.fromisoformat(clock), SHANGHAI)
