"""The site, one address at which a person of the cast takes his next step, and one that gives a file as it is."""

from django.http import FileResponse, HttpRequest, JsonResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from delivery.copies import path_of
from jobs import clock
from tests.factories import Life, the_cast
from workflow.models import Event
from workflow.refusals import Refused


@csrf_exempt
def act(request: HttpRequest, pk: int, verb: str, seen: int) -> JsonResponse:
    """Take the step, unless the journal has it after `seen`: then an earlier call, whose answer was lost, took it."""
    reason = ""
    if not was_taken(pk, verb, seen):
        try:
            Life(the_cast(), pk, clock.now()).do(verb, at=clock.now())
        except Refused as refused:  # among them: the earlier call took it just now
            reason = repr(refused)
    taken = was_taken(pk, verb, seen)
    newest = Event.objects.filter(case=pk).count()
    return JsonResponse({"seq": newest, "reason": reason}, status=200 if taken else 409)


def was_taken(pk: int, verb: str, seen: int) -> bool:
    """Whether the entry is there, after those that were seen."""
    return Event.objects.filter(case=pk, seq__gt=seen, name=verb).exists()


def plain(request: HttpRequest, name: str) -> FileResponse:
    """A copy's file without any question, for measuring beside (bench/download.py)."""
    return FileResponse(path_of(name).open("rb"), content_type="text/csv")


urlpatterns = [
    path("plain/<str:name>", plain),
    path("act/<int:pk>/<str:verb>/<int:seen>/", act),
    path("", include("config.urls")),
]
