"""The site, and one address at which a person of the cast takes his next step."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from jobs import clock
from tests.factories import Life, the_cast
from workflow.models import Case
from workflow.refusals import Refused


@csrf_exempt
def act(request: HttpRequest, pk: int, verb: str, seen: int) -> JsonResponse:
    """Take the step, unless the journal is past `seen`: then an earlier call, whose answer was lost, took it."""
    status, reason = 200, ""
    if Case.objects.get(pk=pk).seq == seen:
        try:
            life = Life(the_cast(), pk, clock.now())
            life.do(verb, at=clock.now())
        except Refused as refused:
            status, reason = 409, repr(refused)
    return JsonResponse({**facts(Case.objects.get(pk=pk)), "reason": reason}, status=status)


def facts(case: Case) -> dict[str, Any]:
    return {"seq": case.seq, "state": case.state}


urlpatterns = [
    path("act/<int:pk>/<str:verb>/<int:seen>/", act),
    path("", include("config.urls")),
]
