"""Suspend the grants concerned (中止开放) while a breach is examined: each by its own entry in its case's journal."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from applications.actions.suspend import suspend
from workflow.states import State

from .. import recording
from ..locking import locked, require_handler
from ..models import Breach, Stage
from ..refusals import NothingToSuspend


@transaction.atomic
def suspend_grants(*, breach: Breach, actor: User, reasons: str, now: datetime) -> Breach:
    """Running downloads are cut within seconds. All that are in use, or none. Raises NothingToSuspend."""
    breach = locked(breach, Stage.EXAMINING, Stage.HEARING)
    require_handler(breach, actor)
    used = breach.applications.select_related("case", "dataset").filter(case__state=State.IN_USE).order_by("pk")
    stopped = [suspend(application=one, actor=actor, reasons=reasons, now=now) for one in used]
    if not stopped:
        raise NothingToSuspend
    numbers = [one.case.number for one in stopped]
    keys = [one.pk for one in stopped]
    recording.write(breach, "suspend", actor, now, applications=numbers, keys=keys, reasons=reasons)
    return breach
