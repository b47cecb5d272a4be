"""Take a case on (领取任务): the person has it from now on."""

from datetime import datetime

from accounts.models import User
from workflow import worklist

from ..models import Application
from ..passage import note, unobstructed


def claim(*, application: Application, actor: User, seen: int | None = None, now: datetime) -> Application:
    """The open task of his capacity becomes the person's own; not from a leader who deals with the case himself."""
    with note(application, "claim", actor, seen=seen, now=now) as step:
        unobstructed("claim", step, actor)
        former = step.case.handler_id
        step.case.handler = actor
        worklist.reassign(step.case, actor, now, step.capacity)
        step.record = {"from": former, "to": actor.pk, "to_name": actor.name}
    return application
