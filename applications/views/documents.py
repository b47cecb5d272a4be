"""To be written."""

from django.http import HttpRequest, HttpResponse


def document(request: HttpRequest, **where: object) -> HttpResponse:
    return HttpResponse()
