"""A supervisor gives a demand to a department (分派), whose limit begins; from then on everybody can read it."""

from datetime import datetime

from accounts.models import Organisation, User

from ..door import passage
from ..models import Matter


def assign(
    *, matter: Matter, actor: User, to: Organisation, remark: str = "", seen: int | None = None, now: datetime
) -> Matter:
    """Once more before it has an answer, where it is another department's; the limit goes on then."""
    with passage(matter.pk, "assign", actor, seen=seen, now=now, to=to.pk) as step:
        step.record = {"from": step.matter.department_id, "to": to.pk, "to_name": to.name, "remark": remark}
        step.matter.department, step.matter.handler = to, None
    return step.matter
