"""Take an invitation up."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from accounts.models import Invitation, Membership, User
from accounts.roles import Role

from .members import locked
from .refusals import InvitationOver, NotInvited


@transaction.atomic
def join(*, invitation: Invitation, actor: User, now: datetime) -> Membership:
    """The person applies for the body from today; someone who left comes back as a plain member."""
    body, today = locked(invitation.organisation), localdate(now)
    invitation = Invitation.objects.get(pk=invitation.pk)
    if not invitation.is_open(today):
        raise InvitationOver
    if invitation.email.lower() != actor.email.lower():
        raise NotInvited
    invitation.accepted_at, invitation.accepted_by = now, actor
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    in_force = body.memberships.on(today).filter(user=actor, role=Role.APPLICANT).first()
    if in_force:
        return in_force
    post, _new = Membership.objects.update_or_create(
        user=actor,
        organisation=body,
        role=Role.APPLICANT,
        defaults={"since": today, "until": None, "is_admin": False},
    )
    return post
