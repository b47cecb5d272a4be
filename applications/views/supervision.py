"""To be written."""

from django.http import HttpRequest, HttpResponse


def overview(request: HttpRequest, **where: object) -> HttpResponse:
    return HttpResponse()
