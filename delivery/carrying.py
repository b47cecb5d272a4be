"""What goes over from a grant to the one that takes its place: keys and sandbox, without a gap."""

from datetime import datetime

from django.db import transaction

from applications.models import DeliveryMode

from .copies import conditions_of
from .models import ApiKey, Grant, SandboxPlace, SandboxStatus
from .sandbox import settling


def carry_over(now: datetime) -> int:
    """For grants that have begun meanwhile; returns how many. A second run finds nothing."""
    waiting = Grant.objects.filter(continues__isnull=False, carried_at__isnull=True, starts_at__lte=now)
    return sum(_carried(key, now) for key in waiting.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _carried(key: int, now: datetime) -> int:
    grant = Grant.objects.select_for_update(of=("self",)).select_related("application__decision").get(pk=key)
    if grant.carried_at is not None:
        return 0
    hand_over(grant, conditions_of(grant).delivery_mode, now)
    return 1


def hand_over(grant: Grant, mode: str, now: datetime) -> None:
    """What was the former grant's is this one's from now on; where the way of delivery has changed, nothing is. Called
    in a transaction."""
    if mode == DeliveryMode.API:
        ApiKey.objects.filter(grant=grant.continues_id).update(grant=grant)
    if mode == DeliveryMode.SANDBOX:
        places = SandboxPlace.objects.filter(grant=grant.continues_id).exclude(status=SandboxStatus.REMOVED)
        if places.update(grant=grant):
            settling.tell(grant=grant)
        else:
            settling.order_place(grant)
    grant.carried_at = now
    grant.save(update_fields=["carried_at"])
