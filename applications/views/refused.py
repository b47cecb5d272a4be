"""A refusal becomes a page that says what happened, why, and what to do now; never a 500."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import User
from jobs import clock
from workflow import access
from workflow.models import Case, Event
from workflow.refusals import MissingFacts, NoSuchCase, Refused, StaleView

from .. import journal_words, office_words
from ..desk import desk_of
from ..journal_words import Entry
from ..office_file import reads_as_office


class RefusalMiddleware:
    """Turns a Refused that a view let through into its page, with the refusal's own status.

    An address with a NUL in it is nobody's, and PostgreSQL could not even be asked for it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            raise Http404
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NoSuchCase):
            raise Http404 from exception
        return refused_page(request, exception) if isinstance(exception, Refused) else None


def refused_page(request: HttpRequest, refused: Refused) -> HttpResponse:
    """The page of a refusal; a stale view shows what others did in between."""
    context: dict[str, Any] = {"refused": refused, "back": request.META.get("HTTP_REFERER", "")}
    if isinstance(refused, StaleView) and "case_id" in refused.details:
        assert isinstance(request.user, User)
        context["changes"] = changes_since(request.user, refused.details["case_id"], refused.details["seen"])
        context["application_id"] = refused.details["case_id"]
    if isinstance(refused, MissingFacts):
        context["missing"] = refused.missing
    return render(request, "refused.html", context, status=refused.status)


def changes_since(user: User, case_id: int, seen: int) -> list[Entry]:
    """What happened after the page was opened and who did it, in the words that the person's own page has for it."""
    case = Case.objects.select_related("provider").get(pk=case_id)
    events = Event.objects.filter(case=case, seq__gt=seen).select_related("actor")
    is_official = access.as_officer(user).filter(pk=case_id).exists()
    if is_official and reads_as_office(desk_of(user, clock.now()), case):
        return office_words.entries(events)
    return journal_words.entries(events, case.provider.name)
