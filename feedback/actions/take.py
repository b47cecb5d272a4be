"""A handler of the department takes it on (接办)."""

from datetime import datetime

from accounts.models import User

from ..door import passage
from ..models import Matter


def take(*, matter: Matter, actor: User, seen: int | None = None, now: datetime) -> Matter:
    with passage(matter.pk, "take", actor, seen=seen, now=now) as step:
        step.matter.handler = actor
        step.record = {"handler": actor.name}
    return step.matter
