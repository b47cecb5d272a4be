"""What is done every so often: periodic work, run by every worker and harmless when run twice."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from jobs.registry import NameIsTaken

Work = Callable[[datetime], object]


@dataclass(frozen=True)
class Periodic:
    """`work(now)` is called at least `every` so often while a worker lives, by each worker on its own."""

    name: str
    every: timedelta
    work: Work


_timetable: dict[str, Periodic] = {}


def periodic(name: str, *, every: timedelta) -> Callable[[Work], Work]:
    """Register the decorated function(now: aware datetime) as periodic work. Raises NameIsTaken.

    There is no "only one machine runs it": the work claims what it does in the database, row by row.
    """

    def register(work: Work) -> Work:
        if name in _timetable:
            raise NameIsTaken(name)
        _timetable[name] = Periodic(name, every, work)
        return work

    return register


def timetable() -> list[Periodic]:
    """All periodic work, in the order of registration."""
    return list(_timetable.values())
