"""Give a case to another officer of the department (改派), with the reason: a leader, or the handler himself."""

from datetime import datetime

from accounts.models import User
from accounts.roles import Role
from workflow import worklist
from workflow.guards import CaseFacts, reasons_are_given
from workflow.refusals import MissingFacts, NotYours

from ..models import Application
from ..passage import note, unobstructed


def reassign(
    *, application: Application, actor: User, to: User, reasons: str, seen: int | None = None, now: datetime
) -> Application:
    """`to` must be a handler of the providing department; a reason is owed."""
    with note(application, "reassign", actor, seen=seen, now=now) as step:
        unobstructed("reassign", step, actor)
        if to not in step.people.holding(Role.HANDLER, step.case.provider_id):
            raise NotYours
        wanting = reasons_are_given(CaseFacts(reasons=reasons))
        if wanting:
            raise MissingFacts(wanting)
        former = step.case.handler_id
        step.case.handler = to
        worklist.reassign(step.case, to, now)
        step.record = {"from": former, "to": to.pk, "to_name": to.name, "reasons": reasons}
    return application
