"""What the supervisors' daily digest says of feedback."""

from datetime import date

from django.utils.translation import gettext as _

from applications.models import Card

from .listed import overdue
from .models import Matter, MatterOrder
from .states import MatterState


def lines(day: date) -> list[str]:
    """One line for each kind that there is any of: three queries."""
    states = list(Matter.objects.filter(state__in=WAITING_FOR_A_SUPERVISOR).values_list("state", flat=True))
    cards = list(MatterOrder.objects.filter(cleared_at__isnull=True).values_list("card", flat=True))
    counted = (
        (_("数据纠错和开放需求超期未答复：%(n)d 件"), Matter.objects.filter(overdue(day)).count()),
        (_("其中黄牌督办：%(n)d 件"), cards.count(Card.YELLOW)),
        (_("其中红牌督办：%(n)d 件"), cards.count(Card.RED)),
        (_("待复查的纠错异议：%(n)d 件"), states.count(MatterState.DISPUTED)),
        (_("待分派的开放需求：%(n)d 件"), states.count(MatterState.UNASSIGNED)),
    )
    return [words % {"n": n} for words, n in counted if n]


WAITING_FOR_A_SUPERVISOR = (MatterState.DISPUTED, MatterState.UNASSIGNED)
