"""Register a body that is not on the platform yet; who does it administers it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from accounts.models import Membership, Organisation, User
from accounts.roles import Role


@transaction.atomic
def register(*, actor: User, particulars: dict[str, Any], now: datetime) -> Organisation:
    """`particulars` are columns of Organisation, checked by the form."""
    body = Organisation.objects.create(**particulars)
    Membership.objects.create(user=actor, organisation=body, role=Role.APPLICANT, since=localdate(now), is_admin=True)
    return body
