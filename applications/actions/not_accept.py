"""Not accept an application (不予受理), with its legal ground."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from accounts.models import User
from workflow.guards import CaseFacts

from ..appeal import default_appeal
from ..causes import NON_ACCEPTANCE, stated
from ..decisions import record_decision
from ..lateness import admitted, recorded
from ..models import Application, DecisionKind
from ..passage import passage


def not_accept(
    *,
    application: Application,
    actor: User,
    reasons: str = "",
    ground: str = "",
    causes: Sequence[str] = (),
    lateness: str = "",
    seen: int | None = None,
    now: datetime,
) -> Application:
    """The case ends; the notice names reasons, ground and the way of appeal. `lateness` is owed by a late reply."""
    with passage(application, "not_accept", actor, seen=seen, now=now) as step:
        reasons, ground = stated(NON_ACCEPTANCE, causes, reasons, ground)
        step.require(CaseFacts(reasons=reasons, ground=ground))
        step.case.handler = step.case.handler or actor
        late = admitted(step, lateness)
        said: dict[str, Any] = {"reasons": reasons, "ground": ground}
        chosen = {"causes": list(causes)} if causes else {}
        decision = record_decision(
            application, DecisionKind.NOT_ACCEPT, actor, now, **said, appeal=default_appeal(), lateness=late
        )
        step.record = {"decision": decision.number, **said, **chosen, **recorded(late)}
    return application
