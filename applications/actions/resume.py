"""Resume access after a suspension (恢复开放)."""

from datetime import datetime

from accounts.models import User
from workflow.guards import CaseFacts

from ..models import Application
from ..passage import passage


def resume(
    *, application: Application, actor: User, reasons: str, seen: int | None = None, now: datetime
) -> Application:
    """Access goes on until the agreement's end."""
    with passage(application, "resume", actor, seen=seen, now=now) as step:
        step.require(CaseFacts(reasons=reasons))
        step.record = {"reasons": reasons}
    return application
