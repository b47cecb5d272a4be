"""Not accept an application (不予受理), with its legal ground."""

from datetime import datetime

from accounts.models import User
from workflow.guards import CaseFacts

from ..appeal import default_appeal
from ..decisions import record_decision
from ..models import Application, DecisionKind
from ..passage import passage


def not_accept(
    *, application: Application, actor: User, reasons: str, ground: str, seen: int | None = None, now: datetime
) -> Application:
    """The case ends; the notice names reasons, ground and the way of appeal."""
    with passage(application, "not_accept", actor, seen=seen, now=now) as step:
        step.require(CaseFacts(reasons=reasons, ground=ground))
        step.case.handler = step.case.handler or actor
        decision = record_decision(
            application, DecisionKind.NOT_ACCEPT, actor, now, reasons=reasons, ground=ground, appeal=default_appeal()
        )
        step.record = {"decision": decision.number, "reasons": reasons, "ground": ground}
    return application
