"""To be written."""

from django.http import HttpRequest, HttpResponse


def queue(request: HttpRequest, **where: object) -> HttpResponse:
    return HttpResponse()


def case(request: HttpRequest, **where: object) -> HttpResponse:
    return HttpResponse()
