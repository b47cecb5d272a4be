"""Suspend access to the data (中止开放); it stops at once."""

from datetime import datetime

from accounts.models import User
from workflow import door
from workflow.guards import CaseFacts

from ..models import Application


def suspend(
    *, application: Application, actor: User, reasons: str, seen: int | None = None, now: datetime
) -> Application:
    """Access stops in the same transaction."""
    with door.passage(application.case_id, "suspend", actor, seen=seen, now=now) as step:
        step.facts = CaseFacts(reasons=reasons)
        step.record = {"reasons": reasons}
    return application
