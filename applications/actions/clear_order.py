"""Clear a supervision order (销号): the supervisor is satisfied, and no red card follows."""

from datetime import datetime

from accounts.models import User
from workflow.guards import CaseFacts, reasons_are_given
from workflow.refusals import MissingFacts

from ..models import Application
from ..passage import note, unobstructed


def clear_order(
    *, application: Application, actor: User, reasons: str, seen: int | None = None, now: datetime
) -> Application:
    """The oldest order that was answered, or whose case has been dealt with meanwhile."""
    with note(application, "clear_order", actor, seen=seen, now=now) as step:
        order = unobstructed("clear_order", step, actor).order_to_clear
        assert order is not None
        wanting = reasons_are_given(CaseFacts(reasons=reasons))
        if wanting:
            raise MissingFacts(wanting)
        order.cleared_by, order.cleared_at, order.clearing = actor, now, reasons
        order.save(update_fields=["cleared_by", "cleared_at", "clearing"])
        step.record = {
            "order": order.number, "clock": order.deadline.clock, "round": order.deadline.round,
            "due_on": order.missed_on.isoformat(), "reasons": reasons,
        }  # fmt: skip
    return application
