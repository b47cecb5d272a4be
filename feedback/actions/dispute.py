"""Who reported says once that it is not solved (提出异议): a supervisor looks at it."""

from datetime import datetime

from accounts.models import User

from ..door import passage
from ..models import Correction, Matter
from ..refusals import DisputedBefore


def dispute(*, matter: Matter, actor: User, reasons: str, seen: int | None = None, now: datetime) -> Matter:
    """A limit of its own begins. Raises DisputedBefore."""
    with passage(matter.pk, "dispute", actor, seen=seen, now=now) as step:
        first = Correction.objects.filter(matter=step.matter, disputed_at__isnull=True)
        if not first.update(disputed_at=now):
            raise DisputedBefore
        step.record = {"reasons": reasons}
    return step.matter
