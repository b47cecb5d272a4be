"""The persons who are told: those who apply for a body, those with grants of a data set, a department, supervisors."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from accounts.models import Membership, Organisation, User
from accounts.roles import Role
from applications.models import Application, Dataset
from delivery.models import Grant, GrantStatus
from workflow.access import DEPARTMENT_ROLES

from .models import Breach


def supervisors(today: date) -> list[User]:
    """Of the competent authority."""
    return _holding(today, Q(role=Role.SUPERVISOR, organisation__is_competent_authority=True))


def officers(provider: Organisation, today: date) -> list[User]:
    return _holding(today, Q(role__in=DEPARTMENT_ROLES, organisation=provider))


def respondents(breach: Breach, today: date) -> list[User]:
    """The person himself, or all who apply for the body."""
    return _of_applicants([(breach.body_id, breach.person)], today)


def with_grants(dataset: Dataset, today: date) -> list[User]:
    """Everyone who could take data of the data set, or whose access is suspended."""
    grants = Grant.objects.filter(application__dataset=dataset).exclude(status=GrantStatus.ENDED)
    about = Application.objects.filter(grant__in=grants.values("pk")).select_related("case__applicant")
    return _of_applicants([(one.case.body_id, one.case.applicant) for one in about], today)


def _of_applicants(pairs: Iterable[tuple[int | None, User | None]], today: date) -> list[User]:
    pairs = list(pairs)
    people = {person.pk: person for body, person in pairs if body is None and person is not None and person.is_active}
    bodies = {body for body, _person in pairs if body is not None}
    members = _holding(today, Q(role=Role.APPLICANT, organisation__in=bodies)) if bodies else []
    return list((people | {user.pk: user for user in members}).values())


def _holding(today: date, which: Q) -> list[User]:
    posts = Membership.objects.on(today).filter(which)
    return list(User.objects.filter(pk__in=posts.values("user"), is_active=True).order_by("pk"))
