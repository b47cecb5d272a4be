"""Send a case back to be assessed again, with the reason."""

from datetime import datetime

from accounts.models import User
from workflow.guards import CaseFacts

from ..models import Application
from ..passage import passage


def return_to_assessment(
    *, application: Application, actor: User, reasons: str, seen: int | None = None, now: datetime
) -> Application:
    """The approver returns the case; the clock goes on."""
    with passage(application, "return_to_assessment", actor, seen=seen, now=now) as step:
        step.require(CaseFacts(reasons=reasons))
        step.record = {"reasons": reasons}
    return application
