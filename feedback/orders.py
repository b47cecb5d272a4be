"""Supervision orders about matters follow the cards, as those about cases do (applications.orders)."""

from datetime import date, datetime

from django.utils.timezone import localdate

from applications.models import Card
from applications.numbering import order_numbers
from workflow.escalation import RED_CARD, DueRung

from .models import Matter, MatterLimit, MatterOrder


def follow(limit: MatterLimit, missed_on: date, due: DueRung, now: datetime) -> dict[str, object]:
    """What a rung does to the order of its limit, and what the entry says of it. One that is open goes on instead."""
    standing = MatterOrder.objects.filter(limit=limit, cleared_at__isnull=True).first()
    if due.limit_on and standing is None:
        (number,) = order_numbers(localdate(now).year, 1)
        MatterOrder.objects.create(limit=limit, number=number, missed_on=missed_on, raised_at=now, due_on=due.limit_on)
        return {"order": number}
    if due.rung.kind == RED_CARD and standing is not None:
        MatterOrder.objects.filter(pk=standing.pk).update(card=Card.RED, reddened_at=now)
    return {"order": standing.number} if standing else {}


def open_order(matter: Matter) -> MatterOrder | None:
    """The order that nobody has cleared yet, the latest: one query."""
    return MatterOrder.objects.filter(limit__matter=matter, cleared_at__isnull=True).order_by("-pk").first()
