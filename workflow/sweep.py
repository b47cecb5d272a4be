"""One round through the ladders: every rung that is due fires, case by case, each under its own lock."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from jobs import together

from .door import locked_or_none, ring
from .people import consulted_departments, people_of
from .rungs import waiting


def sweep_rungs(now: datetime) -> int:
    """Fire what is due by `now`; returns how many rungs. Safe to run twice, late, or beside another: a case that
    someone else holds is left to him, and what he leaves is found by the next round."""
    return sum(fire(case_id, now) for case_id in list(waiting(now)))


def fire(case_id: int, now: datetime) -> int:
    """All rungs of one case that are due, in order, in one transaction."""
    with transaction.atomic(), together():
        case = locked_or_none(case_id)
        if case is None or case.next_rung_at is None or case.next_rung_at > now:
            return 0
        return ring(case, people_of(case, None, consulted_departments(case), localdate(now)), now)
