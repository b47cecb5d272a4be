"""Keys of the data interface: issued, shown once, changed for new ones, revoked, and recognised."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User
from applications.models import DeliveryMode
from workflow import access

from .collect import terms_of
from .continuing import current_of
from .models import ApiKey, Grant
from .refusals import TooManyKeys, WrongKey
from .rules import obstacle

MOST = 5
# A key that was changed for another works on for so long, so that programs can be changed without a gap.
OVERLAP = timedelta(days=1)
PARTS = ("created_by", "grant__application__case", "grant__application__decision", "grant__application__dataset")


@transaction.atomic
def issue(*, grant: Grant, actor: User, name: str, now: datetime) -> tuple[ApiKey, str]:
    """A key and its secret, which is not kept. Raises what stands against access, and TooManyKeys."""
    grant = (
        Grant.objects.select_for_update(of=("self",))
        .select_related("application__case", "application__decision")
        .get(pk=grant.pk)
    )
    refused = obstacle(terms_of(grant, 0), now, DeliveryMode.API)
    if refused:
        raise refused
    if ApiKey.objects.live(now).filter(grant=grant).count() >= MOST:
        raise TooManyKeys
    secret = f"wuri_{secrets.token_urlsafe(32)}"
    key = ApiKey.objects.create(
        grant=grant, name=name, prefix=secret[:12], digest=digest(secret), created_by=actor, created_at=now
    )
    return key, secret


@transaction.atomic
def rotate(*, key: ApiKey, actor: User, now: datetime) -> tuple[ApiKey, str]:
    """A new key in the place of a live one, which ends a day later. Raises WrongKey, and what issue() raises."""
    ended = ApiKey.objects.live(now).filter(pk=key.pk, ends_at__isnull=True).update(ends_at=now + OVERLAP)
    if not ended:
        raise WrongKey
    return issue(grant=key.grant, actor=actor, name=key.name, now=now)


def revoke(*, key: ApiKey, actor: User, now: datetime) -> None:
    """At once and for good; a second time changes nothing."""
    ApiKey.objects.filter(pk=key.pk, revoked_at__isnull=True).update(revoked_at=now, revoked_by=actor)


def key_of(secret: str, now: datetime) -> ApiKey:
    """The live key, while whoever made it still applies for its body; it opens what has taken the place of its grant.
    Raises WrongKey."""
    key = ApiKey.objects.live(now).select_related(*PARTS).filter(digest=digest(secret)).first()
    if key is None or not key.created_by.is_active:
        raise WrongKey
    key.grant = current_of(key.grant, now)
    if not access.as_applicant(key.created_by).filter(pk=key.grant.application_id).exists():
        raise WrongKey
    return key


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
