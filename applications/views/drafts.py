"""To be written."""

from django.http import HttpRequest, HttpResponse


def begin(request: HttpRequest, **where: object) -> HttpResponse:
    return HttpResponse()


def edit(request: HttpRequest, **where: object) -> HttpResponse:
    return HttpResponse()


def autosave(request: HttpRequest, **where: object) -> HttpResponse:
    return HttpResponse()
