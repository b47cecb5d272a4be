"""To be written."""

from django.http import HttpRequest, HttpResponse


def catalogue(request: HttpRequest, **where: object) -> HttpResponse:
    return HttpResponse()


def dataset(request: HttpRequest, **where: object) -> HttpResponse:
    return HttpResponse()
