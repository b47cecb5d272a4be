"""Which cases a person may see at all; views get records only from here, so that nobody forgets the filter."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from accounts.models import Membership, Organisation, User
from accounts.roles import OFFICER_ROLES, Role
from jobs import clock

from .models import Case, Consultation

# Supervision is not work for a department.
DEPARTMENT_ROLES = frozenset(role.value for role in OFFICER_ROLES - {Role.SUPERVISOR})


def posts_of(user: User) -> QuerySet[Membership]:
    """The posts that the person holds today."""
    return Membership.objects.on(localdate(clock.now())).filter(user=user)


def as_applicant(user: User) -> QuerySet[Case]:
    """His own cases and those of the bodies he applies for."""
    bodies = posts_of(user).filter(role=Role.APPLICANT).values("organisation")
    return Case.objects.filter(Q(applicant=user, body__isnull=True) | Q(body__in=bodies))


def in_charge(user: User) -> QuerySet[Case]:
    """Submitted cases of his departments, and all for supervisors and auditors; never those of his own bodies."""
    posts = posts_of(user)
    seen = Q(provider__in=_departments(posts))
    if posts.filter(role__in=[Role.SUPERVISOR, Role.AUDITOR]).exists():
        seen = Q()
    return _not_his_own(user, posts).filter(seen)


def as_officer(user: User) -> QuerySet[Case]:
    """Those he is in charge of, and those on which a department of his was asked for its opinion."""
    posts = posts_of(user)
    asked = Consultation.objects.filter(case=OuterRef("pk"), department__in=_departments(posts))
    return in_charge(user) | _not_his_own(user, posts).filter(Exists(asked))


def at_the_desk(
    user: User,
    posts: Iterable[Membership],
    *,
    departments: Sequence[int],
    asked: Collection[int] | QuerySet[Any, Any] = (),
) -> QuerySet[Case]:
    """Submitted cases of the departments and those with the keys `asked`; never those of his own bodies.

    `posts` are all that he holds, read already. What as_officer() says in subqueries stands here in keys, so that the
    database can walk a queue's index in its order.
    """
    own = Q(applicant=user) | Q(body__in=sorted({post.organisation_id for post in posts}))
    # One key is written as one: only then does the department's own index give the order.
    reach = Q(provider=departments[0]) if len(departments) == 1 else Q(provider__in=departments)
    if isinstance(asked, QuerySet) or asked:
        reach |= Q(pk__in=asked)
    return Case.objects.filter(reach, number__isnull=False).exclude(own)


def visible_to(user: User) -> QuerySet[Case]:
    """Every case the person may open, in whatever capacity."""
    return as_applicant(user) | as_officer(user)


def _departments(posts: QuerySet[Membership]) -> QuerySet[Membership, Any]:
    return posts.filter(role__in=DEPARTMENT_ROLES).values("organisation")


def _not_his_own(user: User, posts: QuerySet[Membership]) -> QuerySet[Case]:
    own = Q(applicant=user) | Q(body__in=posts.values("organisation"))
    return Case.objects.filter(number__isnull=False).exclude(own)


class DepartmentBackend(BaseBackend):
    """viewflow's permission `workflow.<capacity>` on an Organisation is a role held in it."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        app, _, capacity = perm.partition(".")
        if app != "workflow" or not isinstance(obj, Organisation) or not user_obj.is_active:
            return False
        role = Role.HANDLER if capacity == "consulted" else capacity
        return posts_of(user_obj).filter(organisation=obj, role=role).exists()
