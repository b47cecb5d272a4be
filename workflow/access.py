"""Which cases a person may see at all; views get records only from here, so that nobody forgets the filter."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Membership, Organisation, User
from accounts.roles import OFFICER_ROLES, Role

from .models import Case, Consultation
from .states import State


def as_applicant(user: User) -> QuerySet[Case]:
    """His own cases and those of the bodies he applies for."""
    bodies = user.memberships.filter(role=Role.APPLICANT, until__isnull=True).values("organisation")
    return Case.objects.filter(Q(applicant=user, body__isnull=True) | Q(body__in=bodies))


def as_officer(user: User) -> QuerySet[Case]:
    """Submitted cases of his departments, of those that were asked for an opinion, and all for the supervisors."""
    posts = user.memberships.filter(until__isnull=True)
    departments = posts.filter(role__in=OFFICER_ROLES - {Role.SUPERVISOR}).values("organisation")
    asked = Consultation.objects.filter(case=OuterRef("pk"), department__in=departments)
    seen = Q(provider__in=departments) | Q(Exists(asked))
    if posts.filter(role__in=[Role.SUPERVISOR, Role.AUDITOR]).exists():
        seen = Q()
    own = Q(applicant=user) | Q(body__in=posts.filter(organisation__isnull=False).values("organisation"))
    return Case.objects.filter(seen).exclude(state=State.DRAFT).exclude(own)


def visible_to(user: User) -> QuerySet[Case]:
    """Every case the person may open, in whatever capacity."""
    return as_applicant(user) | as_officer(user)


class DepartmentBackend(BaseBackend):
    """viewflow's permission `workflow.<capacity>` on an Organisation is a role held in it."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        app, _, capacity = perm.partition(".")
        if app != "workflow" or not isinstance(obj, Organisation) or not user_obj.is_active:
            return False
        role = Role.HANDLER if capacity == "consulted" else capacity
        return Membership.objects.filter(user=user_obj, organisation=obj, role=role, until__isnull=True).exists()
