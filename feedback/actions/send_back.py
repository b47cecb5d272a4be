"""A supervisor has the department look again (退回重新办理); the limit of the dispute goes on."""

from datetime import datetime

from accounts.models import User

from ..door import passage
from ..models import Matter


def send_back(*, matter: Matter, actor: User, reasons: str, seen: int | None = None, now: datetime) -> Matter:
    with passage(matter.pk, "send_back", actor, seen=seen, now=now) as step:
        step.matter.handler = None
        step.record = {"reasons": reasons}
    return step.matter
