"""To be written."""

from django.http import HttpRequest, HttpResponse


def my_applications(request: HttpRequest, **where: object) -> HttpResponse:
    return HttpResponse()


def progress(request: HttpRequest, **where: object) -> HttpResponse:
    return HttpResponse()
