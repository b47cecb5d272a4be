"""The members of a body on a day, and the lock under which they change."""

from datetime import date

from django.db.models import QuerySet

from accounts.models import Membership, Organisation, User
from accounts.models import OrganisationKind as Kind
from accounts.roles import Role

from .refusals import LastAdministrator, NotAdministrator


def members(body: Organisation, today: date) -> list[Membership]:
    """Those who apply for the body today, administrators first. One query."""
    posts = body.memberships.on(today).filter(role=Role.APPLICANT).select_related("user")
    return list(posts.order_by("-is_admin", "since", "pk"))


def body_of(user: User, pk: int, today: date) -> Organisation | None:
    """A body that the person applies for today, or None."""
    mine = Membership.objects.on(today).filter(user=user, role=Role.APPLICANT)
    return Organisation.objects.exclude(kind=Kind.DEPARTMENT).filter(pk=pk, memberships__in=mine).first()


def locked(body: Organisation) -> Organisation:
    """The body under its lock: members of one body change one after another. Inside a transaction only."""
    return Organisation.objects.select_for_update().get(pk=body.pk)


def require_administrator(actor: User, body: Organisation, today: date) -> None:
    """Raises NotAdministrator."""
    if not administrators(body, today).filter(user=actor).exists():
        raise NotAdministrator


def require_another_administrator(body: Organisation, but: Membership, today: date) -> None:
    """Raises LastAdministrator where nobody but `but` administers the body."""
    if not administrators(body, today).exclude(pk=but.pk).exists():
        raise LastAdministrator


def administrators(body: Organisation, today: date) -> QuerySet[Membership]:
    """The posts of those who administer the body today."""
    return body.memberships.on(today).filter(role=Role.APPLICANT, is_admin=True)
