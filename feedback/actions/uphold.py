"""A supervisor finds the answer right (维持答复)."""

from datetime import datetime

from accounts.models import User

from ..door import passage
from ..models import Matter


def uphold(*, matter: Matter, actor: User, reasons: str, seen: int | None = None, now: datetime) -> Matter:
    with passage(matter.pk, "uphold", actor, seen=seen, now=now) as step:
        step.record = {"reasons": reasons}
    return step.matter
