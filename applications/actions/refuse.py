"""Refuse to open the data (不予开放), with reasons and the way of appeal."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from accounts.models import User
from workflow.guards import CaseFacts

from ..appeal import appeal_of_refusal
from ..causes import REFUSAL, stated
from ..decisions import record_decision
from ..lateness import admitted, recorded
from ..models import Application, DecisionKind
from ..passage import passage
from ..reviewing import days_to_ask


def refuse(
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
    """The case ends with a written decision. `causes` are keys of applications.causes.REFUSAL; own words are owed
    where there are none. `lateness` is owed by a late reply."""
    with passage(application, "refuse", actor, seen=seen, now=now) as step:
        reasons, ground = stated(REFUSAL, causes, reasons, ground)
        step.require(CaseFacts(reasons=reasons, ground=ground))
        late = admitted(step, lateness)
        said: dict[str, Any] = {"reasons": reasons, "ground": ground}
        chosen = {"causes": list(causes)} if causes else {}
        appeal = appeal_of_refusal(days_to_ask(step.case))
        decision = record_decision(application, DecisionKind.REFUSE, actor, now, **said, appeal=appeal, lateness=late)
        step.case.decider = actor
        step.record = {"decision": decision.number, **said, **chosen, **recorded(late)}
    return application
