"""The data pages of those who apply: what they may take, taking it, and the manifest of what they took."""

from pathlib import PurePath
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from applications.views.records import own_application
from applications.views.signed_in import SignedIn
from jobs import clock

from .collect import collect
from .downloads import downloads_of
from .formats import CONTENT_TYPES
from .manifest import as_json, manifest
from .models import CopyStatus, Format, Grant
from .ranges import NotSatisfiable, span
from .shelf import PARTS, items
from .transfer import begin, copy_for, opened, pieces, refusal

PER_PAGE = 10


@login_required
@require_safe
def my_data(request: SignedIn) -> HttpResponse:
    """The grants of the person and of his bodies."""
    mine = Grant.objects.of(request.user).open_first()
    grants = mine.select_related(*PARTS).prefetch_related("application__dataset__fields")
    page = Paginator(grants, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "delivery/my_data.html", {"page": page, "items": items(page, request.user, clock.now())})


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def download(request: SignedIn, pk: int) -> HttpResponseBase:
    """Ask for a copy. It is journalled and counted, so only a POST does it, and leads to the link; a GET leads to the
    page, as does what the background must prepare first."""
    if request.method == "GET":
        return redirect("my-data")
    application = own_application(request.user, pk)
    wanted = request.POST.get("format", Format.CSV)
    copy = collect(
        application=application, actor=request.user, address=request.META.get("REMOTE_ADDR"), now=clock.now(),
        wanted=Format(wanted) if wanted in Format.values else Format.CSV,
    )  # fmt: skip
    return redirect("data-copy", copy.token) if copy.status == CopyStatus.READY else redirect("my-data")


@login_required
@never_cache
@require_safe
def fetch(request: SignedIn, token: UUID) -> HttpResponseBase:
    """The bytes of a copy, to the person it was made for: all, or from where he got to (Range)."""
    copy = copy_for(request.user, token)
    if copy is None:
        raise Http404
    if refused := refusal(copy, clock.now()):
        raise refused
    etag = f'"{copy.sha256}"'
    headers = {
        "Accept-Ranges": "bytes", "ETag": etag, "X-Content-Type-Options": "nosniff",
        "Content-Type": CONTENT_TYPES[Format(copy.format)],
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=copy.name) or "attachment",
    }  # fmt: skip
    try:
        part = span(copy.size, request.headers.get("Range", ""), request.headers.get("If-Range", ""), etag)
    except NotSatisfiable:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{copy.size}", "Accept-Ranges": "bytes"})
    headers["Content-Length"] = str(part.length)
    if part.partial:
        headers["Content-Range"] = f"bytes {part.first}-{part.last}/{copy.size}"
    if request.method == "HEAD":
        return HttpResponse(status=206 if part.partial else 200, headers=headers)
    file = opened(copy)
    content = pieces(copy, begin(copy, part, clock.now()), part, file)
    return StreamingHttpResponse(content, status=206 if part.partial else 200, headers=headers)


@login_required
@never_cache
@require_safe
def download_manifest(request: SignedIn, pk: int, seq: int) -> HttpResponse:
    """The manifest of one download; it stays to be had when access has ended."""
    application = own_application(request.user, pk)
    taken = {one.seq: one for one in downloads_of([application.pk])[application.pk]}
    if seq not in taken:
        raise Http404
    name = f"{PurePath(taken[seq].facts['name']).stem}.manifest.json"
    return HttpResponse(
        as_json(manifest(application, taken[seq])),
        content_type="application/json; charset=utf-8",
        headers={
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "attachment",
            "X-Content-Type-Options": "nosniff",
        },
    )
