"""To be written."""

from django.http import HttpRequest, HttpResponse


def my_data(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def download(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse()
