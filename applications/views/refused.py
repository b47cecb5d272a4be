"""A refusal becomes a page that says what happened, why, and what to do now; never a 500."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from workflow.models import Event
from workflow.refusals import MissingFacts, NoSuchCase, Refused, StaleView


class RefusalMiddleware:
    """Turns a Refused that a view let through into its page, with the refusal's own status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NoSuchCase):
            raise Http404 from exception
        return refused_page(request, exception) if isinstance(exception, Refused) else None


def refused_page(request: HttpRequest, refused: Refused) -> HttpResponse:
    """The page of a refusal; a stale view shows what others did in between."""
    context: dict[str, Any] = {"refused": refused, "back": request.META.get("HTTP_REFERER", "")}
    if isinstance(refused, StaleView) and "case_id" in refused.details:
        context["events"] = events_since(refused.details["case_id"], refused.details["seen"])
        context["application_id"] = refused.details["case_id"]
    if isinstance(refused, MissingFacts):
        context["missing"] = refused.missing
    return render(request, "refused.html", context, status=refused.status)


def events_since(case_id: int, seen: int) -> list[Event]:
    """What the journal says happened after the page was opened."""
    return list(Event.objects.filter(case_id=case_id, seq__gt=seen).select_related("actor").order_by("seq"))
