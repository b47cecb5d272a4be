"""Approve wholly or in part, under conditions; the agreement is drawn up from them."""

from datetime import datetime

from accounts.models import User
from workflow.refusals import MissingFacts

from ..agreements import conclude
from ..conditions import Conditions
from ..documents.refusals import MissingFact
from ..facts import opening
from ..lateness import admitted, recorded
from ..models import Application
from ..passage import passage


def approve(
    *,
    application: Application,
    actor: User,
    conditions: Conditions,
    reasons: str = "",
    lateness: str = "",
    seen: int | None = None,
    now: datetime,
) -> Application:
    """Leaving out a requested field makes it a partial approval. `lateness` is owed by a late reply."""
    with passage(application, "approve", actor, seen=seen, now=now) as step:
        step.require(opening(application, conditions, now))
        late = admitted(step, lateness)
        try:
            decision, agreement = conclude(application, actor, conditions, reasons, now, lateness=late)
        except MissingFact as missing:
            raise MissingFacts([str(missing)]) from missing  # said on the form, with all that was typed
        step.case.decider = actor
        step.record = {
            "decision": decision.number, "kind": decision.kind, "conditions": conditions.to_json(),
            "agreement": agreement.number, "reasons": reasons, **recorded(late),
        }  # fmt: skip
    return application
