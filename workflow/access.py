"""Which cases a person may see at all; views get records only from here, so that nobody forgets the filter."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from accounts.models import Membership, Organisation, User
from accounts.roles import OFFICER_ROLES, Role
from jobs import clock

from .models import Case, Consultation


def posts_of(user: User) -> QuerySet[Membership]:
    """The posts that the person holds today."""
    return Membership.objects.on(localdate(clock.now())).filter(user=user)


def as_applicant(user: User) -> QuerySet[Case]:
    """His own cases and those of the bodies he applies for."""
    bodies = posts_of(user).filter(role=Role.APPLICANT).values("organisation")
    return Case.objects.filter(Q(applicant=user, body__isnull=True) | Q(body__in=bodies))


def in_charge(user: User) -> QuerySet[Case]:
    """Submitted cases of his departments, and all for supervisors and auditors; never those of bodies that he belongs
    to, or belonged to in the last year."""
    posts = posts_of(user)
    seen = Q(provider__in=_departments(posts))
    if posts.filter(role__in=[Role.SUPERVISOR, Role.AUDITOR]).exists():
        seen = Q()
    return _not_his_own(user).filter(seen)


def as_officer(user: User) -> QuerySet[Case]:
    """Those he is in charge of, and those on which a department of his was asked for its opinion."""
    posts = posts_of(user)
    asked = Consultation.objects.filter(case=OuterRef("pk"), department__in=_departments(posts))
    return in_charge(user) | _not_his_own(user).filter(Exists(asked))


def visible_to(user: User) -> QuerySet[Case]:
    """Every case the person may open, in whatever capacity."""
    return as_applicant(user) | as_officer(user)


def _departments(posts: QuerySet[Membership]) -> QuerySet[Membership, Any]:
    return posts.filter(role__in=OFFICER_ROLES - {Role.SUPERVISOR}).values("organisation")


def _not_his_own(user: User) -> QuerySet[Case]:
    """Neither his own, nor of a body that he belongs to or belonged to in the last year."""
    bodies = Membership.objects.lately(localdate(clock.now())).filter(user=user).values("organisation")
    own = Q(applicant=user) | Q(body__in=bodies)
    return Case.objects.filter(number__isnull=False).exclude(own)


class DepartmentBackend(BaseBackend):
    """viewflow's permission `workflow.<capacity>` on an Organisation is a role held in it."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        app, _, capacity = perm.partition(".")
        if app != "workflow" or not isinstance(obj, Organisation) or not user_obj.is_active:
            return False
        role = Role.HANDLER if capacity == "consulted" else capacity
        return posts_of(user_obj).filter(organisation=obj, role=role).exists()
