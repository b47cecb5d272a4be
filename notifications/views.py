"""To be written."""

from django.http import HttpRequest, HttpResponse


def inbox(request: HttpRequest, **where: object) -> HttpResponse:
    return HttpResponse()


def message(request: HttpRequest, **where: object) -> HttpResponse:
    return HttpResponse()


def mark_read(request: HttpRequest, **where: object) -> HttpResponse:
    return HttpResponse()


def demo_mail(request: HttpRequest, **where: object) -> HttpResponse:
    return HttpResponse()
