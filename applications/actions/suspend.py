"""Suspend access to the data (中止开放); it stops at once."""

from datetime import datetime

from accounts.models import User
from workflow.guards import CaseFacts

from ..models import Application
from ..passage import passage


def suspend(
    *, application: Application, actor: User, reasons: str, seen: int | None = None, now: datetime
) -> Application:
    """Access stops in the same transaction."""
    with passage(application, "suspend", actor, seen=seen, now=now) as step:
        step.require(CaseFacts(reasons=reasons))
        step.record = {"reasons": reasons}
    return application
