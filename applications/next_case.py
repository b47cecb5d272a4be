"""Which case of an officer's work comes after the one he has open: the next in the order of his queue."""

from typing import Any

from django.db.models import Q

from workflow.models import Case

from .desk import Desk
from .queue import MINE, in_order, tab_cases


def next_case(desk: Desk, case: Case) -> Case | None:
    """The one behind it; after the last, the first; None where nothing else waits. At most two queries."""
    work = tab_cases(desk, MINE).exclude(pk=case.pk)
    return in_order(work.filter(behind(case))).first() or in_order(work).first()


def behind(case: Case) -> Q:
    """What stands behind the case in the order of applications.queue.in_order: later in the first of its columns that
    differs, where no value comes last."""
    columns = (("counting_due_on", case.counting_due_on), ("counting_left", case.counting_left))
    found, same = Q(pk__in=[]), Q()
    for name, value in columns:
        later: Q = Q(pk__in=[]) if value is None else Q(**{f"{name}__gt": value}) | Q(**{f"{name}__isnull": True})
        found |= same & later
        same &= _equals(name, value)
    arrived = Q(received_at__gt=case.received_at) | Q(received_at=case.received_at, pk__gt=case.pk)
    return found | (same & arrived)


def _equals(name: str, value: Any) -> Q:
    return Q(**{f"{name}__isnull": True}) if value is None else Q(**{name: value})
