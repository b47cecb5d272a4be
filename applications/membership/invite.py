"""Invite someone to apply for a body."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from accounts.models import Invitation, Organisation, User
from accounts.roles import Role
from jobs import enqueue

from .members import locked, require_administrator
from .refusals import AlreadyMember, TooManyInvitations

# Days, with that of the invitation not counted.
VALID_DAYS = 7
MOST_WAITING = 50


@transaction.atomic
def invite(*, body: Organisation, actor: User, email: str, now: datetime) -> Invitation:
    """A new invitation, and its mail; one that waits for the same address is replaced.

    Whether the address belongs to a user is told to nobody: a stranger gets the same mail and signs up first.
    """
    body, today = locked(body), localdate(now)
    require_administrator(actor, body, today)
    posts = body.memberships.on(today).filter(role=Role.APPLICANT, user__email__iexact=email)
    if posts.exists():
        raise AlreadyMember
    waiting = body.invitations.waiting()
    waiting.filter(email__iexact=email).update(withdrawn_at=now)
    if waiting.filter(expires_on__gte=today).count() >= MOST_WAITING:
        raise TooManyInvitations
    made = Invitation.objects.create(
        organisation=body,
        email=email.lower(),
        invited_by=actor,
        invited_at=now,
        expires_on=today + timedelta(days=VALID_DAYS),
    )
    enqueue("applications.invitation_mail", {"invitation": made.pk}, key=f"invitation:{made.pk}")
    return made
