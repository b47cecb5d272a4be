"""Deal with a case oneself (接管): a deputy leader takes it over from its handler, with the reason."""

from datetime import datetime

from accounts.models import User
from workflow import worklist
from workflow.guards import CaseFacts, reasons_are_given
from workflow.refusals import MissingFacts

from ..models import Application
from ..passage import note, unobstructed


def take_over(
    *, application: Application, actor: User, reasons: str, seen: int | None = None, now: datetime
) -> Application:
    """He is the case's handler from now on, until he reassigns it; the former handler is told why."""
    with note(application, "take_over", actor, seen=seen, now=now) as step:
        unobstructed("take_over", step, actor)
        wanting = reasons_are_given(CaseFacts(reasons=reasons))
        if wanting:
            raise MissingFacts(wanting)
        former = step.case.handler_id
        step.case.handler = actor
        worklist.reassign(step.case, actor, now)
        step.record = {"from": former, "to": actor.pk, "to_name": actor.name, "reasons": reasons}
    return application
