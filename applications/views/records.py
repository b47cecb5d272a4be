"""Getting a record for a page: through the access rules, or 404."""

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.models import User
from workflow import access
from workflow.models import Case

from ..models import Application

PARTS = (
    "case", "case__applicant", "case__body", "case__provider", "case__handler", "dataset", "dataset__provider",
)  # fmt: skip


def application_for(user: User, pk: int) -> Application:
    """The application, for anyone who may see its case; a foreign one is 404, as one that does not exist."""
    return _get(access.visible_to(user), pk)


def own_application(user: User, pk: int) -> Application:
    """The application, for those who apply."""
    return _get(access.as_applicant(user), pk)


def application_in_full(user: User, pk: int) -> Application:
    """The application, for those who may read everything of it: not the departments that were merely asked."""
    return _get(access.in_full(user), pk)


def office_application(user: User, pk: int) -> Application:
    """The application, for the officials who deal with it."""
    return _get(access.as_officer(user), pk)


def _get(cases: QuerySet[Case], pk: int) -> Application:
    if pk > 2**63 - 1:
        raise Http404
    return get_object_or_404(Application.objects.select_related(*PARTS).filter(case__in=cases), pk=pk)
