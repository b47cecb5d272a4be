"""Supervision orders follow the cards: a yellow one raises an order, a red one turns it red."""

from collections.abc import Sequence
from datetime import date

from django.utils.timezone import localdate

from workflow.door import Change
from workflow.escalation import RED_CARD, YELLOW_CARD
from workflow.many import write_many
from workflow.models import Deadline

from .models import Card, SupervisionOrder
from .numbering import order_numbers

# Case, clock and round: what names a deadline in the journal.
Clock = tuple[int, str, int]


def follow(changes: Sequence[Change]) -> None:
    """What cards do to the orders of their cases, in the cards' own transaction."""
    yellow, red = ([one for one in changes if one.event.name == kind] for kind in (YELLOW_CARD, RED_CARD))
    if yellow:
        raise_orders(yellow)
    if red:
        turn_red(red)


def raise_orders(cards: Sequence[Change]) -> None:
    """A numbered order for each, with its own limit. One that is still open about the same clock goes on instead."""
    clocks = _clocks_of(cards)
    open_orders = SupervisionOrder.objects.open().filter(deadline__in=clocks.values())
    running = set(open_orders.values_list("deadline", flat=True))
    owed = [(card, key) for card in cards if (key := clocks.get(_clock(card))) is not None and key not in running]
    numbers = order_numbers(localdate(cards[0].now).year, len(owed))
    write_many(
        [
            SupervisionOrder(
                case=card.case,
                deadline_id=key,
                number=number,
                missed_on=date.fromisoformat(card.event.facts["due_on"]),
                raised_at=card.now,
                due_on=date.fromisoformat(card.event.facts["limit_on"]),
            )
            for (card, key), number in zip(owed, numbers, strict=True)
        ]
    )


def turn_red(cards: Sequence[Change]) -> None:
    """The limits of their orders have passed."""
    yellow = SupervisionOrder.objects.open().filter(deadline__in=_clocks_of(cards).values(), card=Card.YELLOW)
    yellow.update(card=Card.RED, reddened_at=cards[0].now)


def _clock(card: Change) -> Clock:
    facts = card.event.facts
    return card.case.pk, facts["clock"], facts["round"]


def _clocks_of(cards: Sequence[Change]) -> dict[Clock, int]:
    """Keys of the deadlines that the cards are about, by case, clock and round."""
    rows = Deadline.objects.filter(case__in=[card.case for card in cards])
    found = {(case, clock, turn): key for case, clock, turn, key in rows.values_list("case", "clock", "round", "pk")}
    return {clock: found[clock] for clock in map(_clock, cards) if clock in found}
