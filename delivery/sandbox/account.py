"""The account of a sandbox: its secret, shown once, and whether who gives it may come in."""

import hashlib
import secrets
from datetime import datetime

from django.db import transaction
from django.utils.crypto import constant_time_compare

from accounts.models import User
from applications.models import Application, DeliveryMode
from workflow import access

from ..collect import grant_of, terms_of
from ..continuing import current_of
from ..models import Grant, SandboxPlace, SandboxStatus
from ..refusals import NotDelivered
from ..rules import obstacle
from .settling import GRANT, tell


def place_of(grant: Grant) -> SandboxPlace | None:
    """The place of a grant; of one whose term has not begun yet, that of the grant it follows."""
    places = SandboxPlace.objects.filter(grant__in=[key for key in (grant.pk, grant.continues_id) if key is not None])
    return places.select_related("secret_by").order_by("-grant").first()


@transaction.atomic
def give_secret(*, application: Application, actor: User, now: datetime) -> tuple[SandboxPlace, str]:
    """A new secret, which is not kept, in the place of an earlier one. Raises what stands against access."""
    grant = grant_of(application)
    refused = obstacle(terms_of(grant, 0), now, DeliveryMode.SANDBOX)
    if refused:
        raise refused
    place = SandboxPlace.objects.select_for_update().filter(grant=grant).first()
    if place is None or place.status == SandboxStatus.REMOVED:
        raise NotDelivered
    secret = secrets.token_urlsafe(32)
    place.secret_digest, place.secret_at, place.secret_by = digest(secret), now, actor
    place.save(update_fields=["secret_digest", "secret_at", "secret_by"])
    tell(pk=place.pk)
    return place, secret


def admitted(account: str, secret: str, now: datetime) -> SandboxPlace | None:
    """The place that this account may enter at `now`, asked of the records and not of the sandbox: whoever is suspended
    is out before the sandbox has heard of it."""
    found = SandboxPlace.objects.select_related("secret_by", *GRANT).filter(account=account).first()
    given = found.secret_digest if found else ""
    if not (constant_time_compare(digest(secret), given) and found and found.status == SandboxStatus.OPEN):
        return None
    holder = found.secret_by
    found.grant = current_of(found.grant, now)
    if holder is None or not holder.is_active or obstacle(terms_of(found.grant, 0), now, DeliveryMode.SANDBOX):
        return None
    return found if access.as_applicant(holder).filter(pk=found.grant.application_id).exists() else None


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
