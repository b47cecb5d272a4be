"""Its author takes it back: a correction that has no answer yet (撤回), a demand that nobody has (撤回需求)."""

from datetime import datetime

from accounts.models import User

from ..door import passage
from ..models import Matter


def withdraw(*, matter: Matter, actor: User, seen: int | None = None, now: datetime) -> Matter:
    name = "withdraw" if matter.is_correction else "retract"
    with passage(matter.pk, name, actor, seen=seen, now=now) as step:
        pass
    return step.matter
