"""End the opening before its time (终止开放)."""

from datetime import datetime

from accounts.models import User
from workflow.guards import CaseFacts

from ..models import Application
from ..passage import passage
from ..succession import terminate


def revoke(
    *, application: Application, actor: User, reasons: str, seen: int | None = None, now: datetime
) -> Application:
    """Access ends at once and for good."""
    with passage(application, "revoke", actor, seen=seen, now=now) as step:
        step.require(CaseFacts(reasons=reasons))
        terminate(application, reasons, now)
        step.record = {"reasons": reasons}
    return application
