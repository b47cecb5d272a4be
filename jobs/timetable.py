"""What is done every so often: periodic work, run by every worker and harmless when run twice."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from jobs import clock
from jobs.registry import NameIsTaken

log = logging.getLogger("jobs")

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


class Rounds:
    """One worker's walk through the timetable; everything is due at its start."""

    def __init__(self) -> None:
        self._due: dict[str, float] = {}

    def walk(self) -> None:
        """Do what is due. An error is logged, and that work comes round again at its next time."""
        for entry in timetable():
            # The machine's running time: a demonstration that sets the clock back must not stop the rounds.
            started = time.monotonic()
            if started < self._due.get(entry.name, started):
                continue
            try:
                entry.work(clock.now())
            except Exception:
                log.exception("periodic work %s failed; next try in %s", entry.name, entry.every)
            self._due[entry.name] = started + entry.every.total_seconds()
