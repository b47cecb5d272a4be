"""Approve wholly or in part, under conditions; the agreement is drawn up from them."""

from datetime import datetime

from accounts.models import User
from workflow.guards import CaseFacts

from ..agreements import draw_up
from ..conditions import Conditions
from ..decisions import record_decision
from ..models import Application, DecisionKind
from ..passage import passage


def approve(
    *,
    application: Application,
    actor: User,
    conditions: Conditions,
    reasons: str = "",
    seen: int | None = None,
    now: datetime,
) -> Application:
    """Leaving out a requested field makes it a partial approval."""
    with passage(application, "approve", actor, seen=seen, now=now) as step:
        step.facts = CaseFacts(
            conditions=bool(conditions.fields and conditions.delivery_mode and conditions.term_months)
        )
        whole = set(application.requested_fields) <= set(conditions.fields)
        kind = DecisionKind.APPROVE if whole else DecisionKind.APPROVE_PARTLY
        decision = record_decision(application, kind, actor, now, reasons=reasons, conditions=conditions.to_json())
        agreement = draw_up(application, decision, conditions, now)
        step.record = {
            "decision": decision.number, "kind": kind.value, "conditions": conditions.to_json(),
            "agreement": agreement.number, "reasons": reasons,
        }  # fmt: skip
    return application
