"""What happens to matters because its moment has come: rungs of their ladders, and a changed calendar. Each under its
own lock; a second run finds nothing."""

import logging
from datetime import datetime

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Q

from calendars.store import current_version_digest
from jobs import together
from workflow.time_limit import OPEN

from .door import PARTS, look, people_of
from .models import Matter, MatterLimit

log = logging.getLogger("wuri")


def sweep_matters(now: datetime) -> int:
    """All that is due by `now`; how much it was. Safe to run twice, late, or beside another."""
    return sum(_look(key, now) for key in waiting(now))


def waiting(now: datetime) -> list[int]:
    """Matters whose ladder has to be looked at, the longest waiting first, and those of an earlier calendar: two
    queries."""
    unsettled = Q(status__in=OPEN) & ~Q(calendar_version=current_version_digest())
    due = MatterLimit.objects.filter(Q(next_rung_at__lte=now) | unsettled)
    return list(dict.fromkeys(due.order_by("next_rung_at", "pk").values_list("matter", flat=True)))


def _look(key: int, now: datetime) -> int:
    """One matter; one that fails is logged and tried again by the next round, and the others have their turn."""
    try:
        with transaction.atomic(), together():
            locked = Matter.objects.select_for_update(of=("self",), skip_locked=True)
            matter = locked.select_related(*PARTS).filter(pk=key).first()
            return look(matter, people_of(matter, None, now), now) if matter else 0
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("the ladder of matter %d could not be looked at", key)
        return 0
