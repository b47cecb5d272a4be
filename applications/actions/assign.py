"""Give a case that nobody has to an officer of the department (分派)."""

from datetime import datetime

from accounts.models import User
from accounts.roles import Role
from workflow import worklist
from workflow.refusals import NotYours

from ..models import Application
from ..passage import note, unobstructed


def assign(*, application: Application, actor: User, to: User, seen: int | None = None, now: datetime) -> Application:
    """`to` must be a handler of the providing department. A case that somebody has is reassigned, with a reason."""
    with note(application, "assign", actor, seen=seen, now=now) as step:
        unobstructed("assign", step, actor)
        if to not in step.people.holding(Role.HANDLER, step.case.provider_id):
            raise NotYours
        step.case.handler = to
        worklist.reassign(step.case, to, now)
        step.record = {"from": None, "to": to.pk, "to_name": to.name}
    return application
