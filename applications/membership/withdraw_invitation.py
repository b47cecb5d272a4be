"""Take an invitation back."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from accounts.models import Invitation, User

from .members import locked, require_administrator
from .refusals import InvitationOver


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, actor: User, now: datetime) -> None:
    """Raises InvitationOver for one that was taken up or withdrawn already."""
    body = locked(invitation.organisation)
    require_administrator(actor, body, localdate(now))
    if not body.invitations.waiting().filter(pk=invitation.pk).update(withdrawn_at=now):
        raise InvitationOver
