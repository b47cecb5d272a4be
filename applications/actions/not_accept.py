"""Not accept an application (不予受理), with its legal ground."""

from datetime import datetime

from accounts.models import User
from workflow.guards import CaseFacts

from ..appeal import default_appeal
from ..decisions import record_decision
from ..lateness import admitted, recorded
from ..models import Application, DecisionKind
from ..passage import passage


def not_accept(
    *,
    application: Application,
    actor: User,
    reasons: str,
    ground: str,
    lateness: str = "",
    seen: int | None = None,
    now: datetime,
) -> Application:
    """The case ends; the notice names reasons, ground and the way of appeal. `lateness` is owed by a late reply."""
    with passage(application, "not_accept", actor, seen=seen, now=now) as step:
        step.require(CaseFacts(reasons=reasons, ground=ground))
        step.case.handler = step.case.handler or actor
        late = admitted(step, lateness)
        said = {"reasons": reasons, "ground": ground}
        decision = record_decision(
            application, DecisionKind.NOT_ACCEPT, actor, now, **said, appeal=default_appeal(), lateness=late
        )
        step.record = {"decision": decision.number, **said, **recorded(late)}
    return application
