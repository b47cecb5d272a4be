"""Refuse to open the data (不予开放), with reasons and the way of appeal."""

from datetime import datetime

from accounts.models import User
from workflow.guards import CaseFacts

from ..appeal import default_appeal
from ..decisions import record_decision
from ..models import Application, DecisionKind
from ..passage import passage


def refuse(
    *, application: Application, actor: User, reasons: str, ground: str, seen: int | None = None, now: datetime
) -> Application:
    """The case ends with a written decision."""
    with passage(application, "refuse", actor, seen=seen, now=now) as step:
        step.require(CaseFacts(reasons=reasons, ground=ground))
        decision = record_decision(
            application, DecisionKind.REFUSE, actor, now, reasons=reasons, ground=ground, appeal=default_appeal()
        )
        step.record = {"decision": decision.number, "reasons": reasons, "ground": ground}
    return application
