"""A grant that stands in another's place (续签、变更): which of the two counts at a moment."""

from datetime import datetime

from .copies import conditions_of
from .models import Copy, Grant, GrantStatus

PARTS = (
    "application__case__applicant", "application__case__body", "application__case__provider", "application__decision",
    "application__dataset", "application__agreement",
)  # fmt: skip


def follower_of(grant: Grant, now: datetime) -> Grant | None:
    """The grant that has taken this one's place by `now`."""
    begun = Grant.objects.filter(continues=grant, starts_at__lte=now).select_related(*PARTS)
    return begun.order_by("-pk").first()


def current_of(grant: Grant, now: datetime) -> Grant:
    """The grant itself while it lasts; then what has taken its place, if anything has. No query while it lasts."""
    while grant.status == GrantStatus.ENDED or now >= grant.ends_at:
        follower = follower_of(grant, now)
        if follower is None:
            return grant
        grant = follower
    return grant


def grant_for(copy: Copy, now: datetime) -> Grant:
    """Under which grant a copy is fetched: a later one only where it opens the same columns in the same way."""
    grant = current_of(copy.grant, now)
    if grant.pk == copy.grant_id:
        return copy.grant
    same = grant.fields == copy.grant.fields and conditions_of(grant).methods == conditions_of(copy.grant).methods
    return grant if same else copy.grant
