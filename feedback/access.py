"""Which matters a person may see; views get them only from here."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.models import Membership, User
from accounts.roles import Role
from workflow.access import DEPARTMENT_ROLES, SEES_ALL, posts_of
from workflow.refusals import Refused
from workflow.rights import Post

from .door import PARTS, file_of
from .law import LAW
from .models import Matter
from .models.matter import MatterQuerySet
from .rights import why_not


@dataclass(frozen=True)
class Reader:
    """A person with the posts that he holds today: one query, whatever is asked of him."""

    user: User

    @cached_property
    def memberships(self) -> list[Membership]:
        return list(posts_of(self.user).select_related("organisation").order_by("pk"))

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        return tuple(
            Post(self.user.pk, one.organisation_id, one.role, one.organisation.is_competent_authority)
            for one in self.memberships
        )

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(one.role for one in self.memberships)

    @property
    def oversees(self) -> bool:
        """Whether he looks at the matters of all departments."""
        return bool(self.roles & SEES_ALL)

    @property
    def departments(self) -> list[int]:
        """Those that he holds an office in; supervision is not work for a department."""
        return sorted({one.organisation_id for one in self.memberships if one.role in DEPARTMENT_ROLES})

    @property
    def is_official(self) -> bool:
        return self.oversees or bool(self.departments)

    @property
    def supervises(self) -> bool:
        return any(post.role == Role.SUPERVISOR and post.in_authority for post in self.posts)

    def as_official(self) -> MatterQuerySet:
        """Matters of his departments, or all; never his own."""
        every = Matter.objects.exclude(author=self.user)
        return every if self.oversees else every.filter(department__in=self.departments)

    def visible(self) -> MatterQuerySet:
        """His own as well."""
        reach = Q() if self.oversees else Q(author=self.user) | Q(department__in=self.departments)
        return Matter.objects.filter(reach)

    def why_not(self, matter: Matter, name: str) -> Refused | None:
        """Why he may not do it now, or None: no query beside that for his posts."""
        return why_not(LAW[name], self.user.pk, self.posts, file_of(matter))


def matter_for(reader: Reader, pk: int) -> Matter:
    """The matter, for who may see it; a foreign one is 404, as one that does not exist."""
    if pk > 2**63 - 1:
        raise Http404
    return get_object_or_404(reader.visible().select_related(*PARTS, "correction__snapshot", "demand__supposed"), pk=pk)
