"""One worker's walk through the timetable, and what is kept of it: when each work ran last, and how it went."""

import logging
import os
import platform
import time
from datetime import datetime

from django.db import DatabaseError

from jobs import clock
from jobs.models import Round
from jobs.timetable import Periodic, timetable

log = logging.getLogger("jobs")

ERROR_LENGTH = 500


class Rounds:
    """Everything is due at the start."""

    def __init__(self) -> None:
        self._due: dict[str, float] = {}

    def walk(self) -> None:
        """Do what is due. An error is logged, and that work comes round again at its next time."""
        for entry in timetable():
            # The machine's running time: a demonstration that sets the clock back must not stop the rounds.
            started = time.monotonic()
            if started < self._due.get(entry.name, started):
                continue
            begun, error = clock.now(), self._work(entry)
            self._due[entry.name] = started + entry.every.total_seconds()
            keep(entry, begun, time.monotonic() - started, error)

    def _work(self, entry: Periodic) -> str:
        try:
            entry.work(clock.now())
        except Exception as error:
            log.exception("periodic work %s failed; next try in %s", entry.name, entry.every)
            return f"{type(error).__name__}: {error}"
        return ""


def keep(entry: Periodic, begun: datetime, seconds: float, error: str) -> None:
    """Note a round for the page and the metrics. That it could not be noted stops nothing."""
    facts = {
        "began_at": begun,
        "seconds": round(seconds, 3),
        "every": entry.every,
        "worker": f"{platform.node()}:{os.getpid()}"[:100],
        "error": error[:ERROR_LENGTH].replace("\0", ""),
    }
    try:
        Round.objects.update_or_create(name=entry.name, defaults=facts)
    except DatabaseError:
        log.warning("the round of %s could not be noted", entry.name, exc_info=True)
