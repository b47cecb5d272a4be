"""To be written."""

from django.http import HttpRequest, HttpResponse


def add(request: HttpRequest, **where: object) -> HttpResponse:
    return HttpResponse()


def download(request: HttpRequest, **where: object) -> HttpResponse:
    return HttpResponse()


def remove(request: HttpRequest, **where: object) -> HttpResponse:
    return HttpResponse()
