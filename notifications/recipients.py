"""The persons behind an audience, from the people that the door has read already."""

from accounts.models import User
from accounts.roles import Role
from workflow.door import Change
from workflow.models import Consultation

from .rules import Audience


def recipients(change: Change, audience: Audience) -> list[User]:
    """Who belongs to the audience; the actor himself is not told what he has just done, the applicant always is."""
    people, case = change.people, change.case
    if audience == Audience.APPLICANT:
        return [case.applicant]
    found = {
        Audience.HANDLER: lambda: [case.handler] if case.handler_id else people.holding(Role.HANDLER, case.provider_id),
        Audience.HANDLERS: lambda: people.holding(Role.HANDLER, case.provider_id),
        Audience.ASSESSORS: lambda: people.holding(Role.RISK_ASSESSOR, case.provider_id),
        Audience.APPROVERS: lambda: people.holding(Role.APPROVER, case.provider_id),
        Audience.CONSULTED: lambda: consulted(change),
        Audience.SUPERVISORS: people.supervisors,
    }[audience]()
    return [user for user in found if user != change.actor]


def consulted(change: Change) -> list[User]:
    """The handlers of the departments that this entry asks."""
    asked = Consultation.objects.filter(case=change.case, asked_seq=change.event.seq).values("department")
    handlers = User.objects.filter(
        is_active=True,
        memberships__organisation__in=asked,
        memberships__role=Role.HANDLER,
        memberships__until__isnull=True,
    )
    return list(handlers.distinct().order_by("pk"))
