"""The site with one address more: the style guide as a form that answers what was sent to it,
or, with `?late`, leaves the browser where it is."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from applications.views.styleguide import styleguide


def gallery(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        if "late" in request.GET:
            return HttpResponse(status=204)
        return HttpResponse(f"sent {request.POST.get('send', '-')}", content_type="text/plain")
    return styleguide(request)


urlpatterns = [path("gallery/", gallery), path("", include("config.urls"))]
