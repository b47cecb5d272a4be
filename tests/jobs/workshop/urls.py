"""One page."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def page(request: HttpRequest) -> HttpResponse:
    """Says that the workshop is open."""
    return HttpResponse("open")


urlpatterns = [path("", page)]
