"""The department hands a correction on to the one whose data it is about (转交)."""

from datetime import datetime

from accounts.models import Organisation, User

from ..door import passage
from ..models import Matter


def transfer(
    *, matter: Matter, actor: User, to: Organisation, reasons: str, seen: int | None = None, now: datetime
) -> Matter:
    """The limit goes on: the promise was made to who reported, not to a department."""
    with passage(matter.pk, "transfer", actor, seen=seen, now=now, to=to.pk) as step:
        step.record = {"from": step.matter.department_id, "to": to.pk, "to_name": to.name, "reasons": reasons}
        step.matter.department, step.matter.handler = to, None
    return step.matter
