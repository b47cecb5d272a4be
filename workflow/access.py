"""Which cases a person may see at all; views get records only from here, so that nobody forgets the filter."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
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
SEES_ALL = frozenset({Role.SUPERVISOR.value, Role.AUDITOR.value})


def posts_of(user: User) -> QuerySet[Membership]:
    """The posts that the person holds today."""
    return Membership.objects.on(localdate(clock.now())).filter(user=user)


def lately_of(user: User) -> QuerySet[Membership]:
    """Those, and the posts that ended within the last year: from cases of such bodies he stands back."""
    return Membership.objects.lately(localdate(clock.now())).filter(user=user)


def as_applicant(user: User) -> QuerySet[Case]:
    """His own cases and those of the bodies he applies for."""
    return Case.objects.filter(_applies(user, posts_of(user).filter(role=Role.APPLICANT).values("organisation")))


def in_charge(user: User) -> QuerySet[Case]:
    """Submitted cases of his departments, and all for supervisors and auditors; never those of bodies that he belongs
    to, or belonged to in the last year."""
    return Case.objects.filter(_Posts.of(user).in_charge)


def as_officer(user: User) -> QuerySet[Case]:
    """Those he is in charge of, and those on which a department of his was asked for its opinion."""
    return Case.objects.filter(_Posts.of(user).as_officer)


def at_the_desk(
    user: User,
    posts: Iterable[Membership],
    *,
    departments: Sequence[int],
    asked: Collection[int] | QuerySet[Any, Any] = (),
) -> QuerySet[Case]:
    """Submitted cases of the departments and those with the keys `asked`; never those of his own bodies.

    `posts` are all that he holds or held within the last year, read already.
    """
    # One key is written as one: only then does the department's own index give the order.
    reach = Q(provider=departments[0]) if len(departments) == 1 else Q(provider__in=departments)
    if isinstance(asked, QuerySet) or asked:
        reach |= Q(pk__in=asked)
    return Case.objects.filter(_not_his_own(user, {post.organisation_id for post in posts}) & reach)


def visible_to(user: User) -> QuerySet[Case]:
    """Every case the person may open, in whatever capacity."""
    posts = _Posts.of(user)
    return Case.objects.filter(posts.applies | posts.as_officer)


def in_full(user: User) -> QuerySet[Case]:
    """Those of which he may read everything: not the ones about which his department was merely asked."""
    posts = _Posts.of(user)
    return Case.objects.filter(posts.applies | posts.in_charge)


def _not_his_own(user: User, bodies: Collection[int]) -> Q:
    own = Q(applicant=user) | Q(body__in=sorted(bodies))
    return Q(number__isnull=False) & ~own


def _applies(user: User, bodies: Any) -> Q:
    return Q(applicant=user, body__isnull=True) | Q(body__in=bodies)


@dataclass(frozen=True)
class _Posts:
    """(body, role) of every post the person holds today, read with one query, and what follows from them: keys in the
    condition, not subqueries, so that the database can go by its indexes. `bodies` are also those of the last year."""

    user: User
    held: tuple[tuple[int, str], ...]
    bodies: frozenset[int]

    @classmethod
    def of(cls, user: User) -> "_Posts":
        today = localdate(clock.now())
        posts = list(lately_of(user).order_by("pk"))
        held = tuple((post.organisation_id, post.role) for post in posts if post.is_held(today))
        return cls(user, held, frozenset(post.organisation_id for post in posts))

    def _bodies(self, roles: Collection[str]) -> list[int]:
        return sorted({body for body, role in self.held if role in roles})

    @property
    def applies(self) -> Q:
        return _applies(self.user, self._bodies({Role.APPLICANT}))

    @property
    def in_charge(self) -> Q:
        return self._not_his_own & (Q() if self._sees_all else self._of_departments)

    @property
    def as_officer(self) -> Q:
        return self._not_his_own & (Q() if self._sees_all else self._of_departments | self._asked)

    @property
    def _sees_all(self) -> bool:
        return any(role in SEES_ALL for _body, role in self.held)

    @property
    def _of_departments(self) -> Q:
        return Q(provider__in=self._bodies(DEPARTMENT_ROLES))

    @property
    def _asked(self) -> Q:
        departments = self._bodies(DEPARTMENT_ROLES)
        return Q(Exists(Consultation.objects.filter(case=OuterRef("pk"), department__in=departments)))

    @property
    def _not_his_own(self) -> Q:
        return _not_his_own(self.user, self.bodies)


class DepartmentBackend(BaseBackend):
    """viewflow's permission `workflow.<capacity>` on an Organisation is a role held in it."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        app, _, capacity = perm.partition(".")
        if app != "workflow" or not isinstance(obj, Organisation) or not user_obj.is_active:
            return False
        role = Role.HANDLER if capacity == "consulted" else capacity
        return posts_of(user_obj).filter(organisation=obj, role=role).exists()
