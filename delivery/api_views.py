"""The data interface: read with a key, in pages, as JSON or CSV. It knows no session and sets no cookie."""

import csv
import hashlib
import io
import json
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from jobs import clock
from workflow.refusals import Refused

from . import openapi as description
from .copies import conditions_of
from .interface import Call, Page, call, opened, page, table
from .models import Copy
from .questions import Question, question

View = Callable[..., HttpResponse]


def answering(view: View) -> View:
    """What is refused is answered as RFC 9457 has it, in words that people read and with a code for programs."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        try:
            return view(request, *args, **options)
        except Refused as refused:
            said = {"type": "about:blank", "title": str(refused), "status": refused.status, "code": refused.code}
            response = JsonResponse(
                said, status=refused.status, content_type="application/problem+json",
                json_dumps_params={"ensure_ascii": False},
            )  # fmt: skip
            if refused.status == 401:
                response["WWW-Authenticate"] = 'Bearer realm="wuri"'
            if refused.status in (429, 503):
                response["Retry-After"] = "60"
            return response

    return cache_control(private=True, no_store=True)(answered)


def asked_by(request: HttpRequest) -> Call:
    return call(request.headers.get("Authorization", ""), request.META.get("REMOTE_ADDR", ""), clock.now())


@require_safe
@answering
def about(request: HttpRequest) -> HttpResponse:
    """What the key opens: the data set, its columns, until when, and what is left of the quota."""
    asked = asked_by(request)
    copy = table(asked)
    application, grant = asked.key.grant.application, asked.key.grant
    titles = {field.name: field.title for field in application.dataset.fields.all()}
    with opened(copy) as (_connection, types):
        fields = [{"name": name, "title": titles.get(name, name), "type": NAMES[kind]} for name, kind in types.items()]
    said = {
        "dataset": {"code": application.dataset.code, "title": application.dataset.title},
        "application": application.number,
        "ends_at": grant.ends_at.isoformat(),
        "snapshot": _snapshot(copy),
        "rows": copy.rows,
        "fields": fields,
        "processed": dict(conditions_of(grant).methods),
    }
    return _with_quota(JsonResponse(said, json_dumps_params={"ensure_ascii": False}), asked, 0)


NAMES = {"VARCHAR": "text", "BIGINT": "integer", "DOUBLE": "decimal"}


@require_safe
@answering
def rows(request: HttpRequest) -> HttpResponse:
    """A page of rows."""
    asked = asked_by(request)
    wanted = question(dict(request.GET.lists()), asked.key.grant.fields)
    copy = table(asked, wanted.copy)
    etag = _etag(copy, request)
    if etag in (one.strip() for one in request.headers.get("If-None-Match", "").split(",")):
        return _with_quota(HttpResponse(status=304, headers={"ETag": etag}), asked, 0)
    with opened(copy) as (connection, types):
        found = page(asked, copy, connection, types, wanted)
    response = _as_csv(found) if wanted.format == "csv" else _as_json(found, request, wanted)
    if found.next is not None:
        response["Link"] = f'<{_next(request, found)}>; rel="next"'
    response["ETag"] = etag
    return _with_quota(response, asked, len(found.rows))


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The description of the interface for programs (OpenAPI 3.1); open to all, it tells of no data."""
    said = description.described(request.build_absolute_uri(reverse("api-about")).rstrip("/"))
    return JsonResponse(said, json_dumps_params={"ensure_ascii": False})


def _as_json(found: Page, request: HttpRequest, wanted: Question) -> HttpResponse:
    said = {
        "snapshot": _snapshot(found.copy),
        "rows": [dict(zip(found.fields, row, strict=True)) for row in found.rows],
        "next": _next(request, found) if found.next is not None else None,
    }
    return HttpResponse(json.dumps(said, ensure_ascii=False), content_type="application/json; charset=utf-8")


def _as_csv(found: Page) -> HttpResponse:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(found.fields)
    writer.writerows(found.rows)
    return HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")


def _snapshot(copy: Copy) -> dict[str, Any]:
    snapshot = copy.snapshot
    assert snapshot is not None
    return {"number": snapshot.number, "taken_at": snapshot.taken_at.isoformat()}


def _next(request: HttpRequest, found: Page) -> str:
    """The address of the page that follows, from the same copy."""
    parameters = [(name, value) for name, values in request.GET.lists() if name != "cursor" for value in values]
    parameters.append(("cursor", f"{found.copy.pk}.{found.next}"))
    return f"{request.build_absolute_uri(reverse('api-rows'))}?{urlencode(parameters)}"


def _etag(copy: Copy, request: HttpRequest) -> str:
    asked = sorted((name, value) for name, values in request.GET.lists() for value in values)
    return f'"{hashlib.sha256(json.dumps([copy.sha256, asked]).encode()).hexdigest()[:32]}"'


def _with_quota(response: HttpResponse, asked: Call, rows: int) -> HttpResponse:
    response["X-Quota-Calls-Remaining"] = str(asked.calls_left)
    if asked.rows_left is not None:
        response["X-Quota-Rows-Remaining"] = str(asked.rows_left - rows)
    response["X-Content-Type-Options"] = "nosniff"
    return response
