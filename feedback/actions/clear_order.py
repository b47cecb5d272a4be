"""A supervisor is satisfied with what became of a supervision order (销号); otherwise it turns red."""

from datetime import datetime

from accounts.models import User

from ..door import passage
from ..models import Matter
from ..orders import open_order
from ..refusals import NoOrder


def clear_order(*, matter: Matter, actor: User, reasons: str, seen: int | None = None, now: datetime) -> Matter:
    """Raises NoOrder."""
    with passage(matter.pk, "clear_order", actor, seen=seen, now=now) as step:
        order = open_order(step.matter)
        if order is None:
            raise NoOrder
        order.cleared_at, order.cleared_by, order.clearing = now, actor, reasons
        order.save(update_fields=["cleared_at", "cleared_by", "clearing"])
        step.record = {"order": order.number, "reasons": reasons}
    return step.matter
