"""The data pages of those who apply: what they may take, taking it, and the manifest of what they took."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from applications.views.records import own_application
from applications.views.signed_in import SignedIn
from jobs import clock

from .collect import collect
from .downloads import downloads_of
from .manifest import as_json, manifest
from .models import Grant
from .shelf import PARTS, items

PER_PAGE = 10


@login_required
@require_safe
def my_data(request: SignedIn) -> HttpResponse:
    """The grants of the person and of his bodies."""
    mine = Grant.objects.of(request.user).open_first()
    grants = mine.select_related(*PARTS).prefetch_related("application__dataset__fields")
    page = Paginator(grants, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "delivery/my_data.html", {"page": page, "items": items(page, clock.now())})


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def download(request: SignedIn, pk: int) -> HttpResponseBase:
    """Hand over the data. It is journalled and counted, so only a POST does it; a GET leads to the page."""
    if request.method == "GET":
        return redirect("my-data")
    application = own_application(request.user, pk)
    collected = collect(
        application=application, actor=request.user, address=request.META.get("REMOTE_ADDR"), now=clock.now()
    )
    return FileResponse(
        collected.extract.file,
        as_attachment=True,
        filename=collected.name,
        content_type="text/csv; charset=utf-8",
        headers={"X-Content-Type-Options": "nosniff"},
    )


@login_required
@never_cache
@require_safe
def download_manifest(request: SignedIn, pk: int, seq: int) -> HttpResponse:
    """The manifest of one download; it stays to be had when access has ended."""
    application = own_application(request.user, pk)
    taken = {one.seq: one for one in downloads_of([application.pk])[application.pk]}
    if seq not in taken:
        raise Http404
    name = taken[seq].facts["name"].removesuffix(".csv") + ".manifest.json"
    return HttpResponse(
        as_json(manifest(application, taken[seq])),
        content_type="application/json; charset=utf-8",
        headers={
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "attachment",
            "X-Content-Type-Options": "nosniff",
        },
    )
