"""One round through the ladders: every rung that is due fires, batch by batch, each case under its own lock."""

import logging
from collections.abc import Sequence
from datetime import datetime

from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils.timezone import localdate

from jobs import together

from .door import locked_cases, ring
from .many import nothing_collected
from .people import people_of_each
from .rungs import waiting

log = logging.getLogger("wuri")

# Cases in one transaction. SQLite has one writer, and pages wait for it; on PostgreSQL nobody waits for other cases.
BATCH = {"sqlite": 25, "postgresql": 800}


def sweep_rungs(now: datetime) -> int:
    """Fire what is due by `now`; returns how many rungs. Safe to run twice, late, or beside another: a case that
    someone else holds is left to him, and what he leaves is found by the next round."""
    keys, size = list(waiting(now)), BATCH[connection.vendor]
    return sum(_fire(keys[place : place + size], now) for place in range(0, len(keys), size))


def _fire(keys: Sequence[int], now: datetime) -> int:
    """All rungs of some cases that are due, in one transaction.

    Where a case fails, the others are fired without it: by halves, until it is alone. It is logged, and tried again
    by the next round; a database that cannot be reached, or is in the way, stops this one.
    """
    try:
        with nothing_collected(), transaction.atomic(), together():
            cases = locked_cases(keys, wait=False)
            return ring(cases, people_of_each(cases, localdate(now)), now) if cases else 0
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        if len(keys) == 1:
            log.exception("the rungs of case %d could not be fired", keys[0])
            return 0
        half = len(keys) // 2
        return _fire(keys[:half], now) + _fire(keys[half:], now)
