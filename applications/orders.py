"""Supervision orders follow the cards: a yellow one raises an order, a red one turns it red."""

from datetime import date

from django.utils.timezone import localdate

from workflow.door import Change
from workflow.escalation import RED_CARD, YELLOW_CARD
from workflow.models import Deadline

from .models import Card, SupervisionOrder
from .numbering import order_number


def follow(change: Change) -> None:
    """What a card does to the orders of the case, in the card's own transaction."""
    if change.event.name == YELLOW_CARD:
        raise_order(change)
    elif change.event.name == RED_CARD:
        turn_red(change)


def raise_order(change: Change) -> None:
    """A numbered order with its own limit. One that is still open about the same clock goes on instead."""
    facts = change.event.facts
    deadline = _deadline(change)
    if deadline is None or SupervisionOrder.objects.open().filter(deadline=deadline).exists():
        return
    SupervisionOrder.objects.create(
        case=change.case,
        deadline=deadline,
        number=order_number(localdate(change.now).year),
        missed_on=date.fromisoformat(facts["due_on"]),
        raised_at=change.now,
        due_on=date.fromisoformat(facts["limit_on"]),
    )


def turn_red(change: Change) -> None:
    """The order's limit has passed."""
    deadline = _deadline(change)
    if deadline is not None:
        yellow = SupervisionOrder.objects.open().filter(deadline=deadline, card=Card.YELLOW)
        yellow.update(card=Card.RED, reddened_at=change.now)


def _deadline(change: Change) -> Deadline | None:
    facts = change.event.facts
    if "clock" not in facts:
        return None
    return Deadline.objects.filter(case=change.case, clock=facts["clock"], round=facts["round"]).first()
