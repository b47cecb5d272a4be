"""How quickly the departments answered: a page for everyone, without signing in, and the same as JSON."""

import hashlib
import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jobs import clock

from ..performance import SPANS, as_json
from ..performance import performance as performance_of

AN_HOUR = "public, max-age=3600"


@require_safe
def performance(request: HttpRequest) -> HttpResponse:
    """The whole months that `months` asks for; anything unknown is the usual span."""
    span = asked(request) or SPANS[0]
    found = performance_of(localdate(clock.now()), span)
    context = {
        "found": found,
        "tabs": [tab(months, months == span) for months in sorted(SPANS)],
        "twin": f"{reverse('performance-json')}?months={span}",
        "longest": max([found.limit * 2, *(one.figures.p95 for one in found.departments if one.figures)]),
    }
    return render(request, "performance/performance.html", context)


@require_safe
def performance_json(request: HttpRequest) -> HttpResponseBase:
    """docs/performance-json.md. 400 with the reason for a span that is not offered."""
    span = asked(request) if "months" in request.GET else SPANS[0]
    if span is None:
        offered = "、".join(map(str, sorted(SPANS)))
        return JsonResponse({"error": _("months 只能是 %(offered)s 之一。") % {"offered": offered}}, status=400)
    found = as_json(performance_of(localdate(clock.now()), span))
    body = json.dumps(found, ensure_ascii=False, sort_keys=True).encode()
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag=etag) or HttpResponse(body, content_type="application/json")
    response["ETag"] = etag
    response["Cache-Control"] = AN_HOUR
    response["X-Content-Type-Options"] = "nosniff"
    return response


def asked(request: HttpRequest) -> int | None:
    """The span that the address asks for, where it is offered."""
    return next((months for months in SPANS if request.GET.get("months") == str(months)), None)


def tab(months: int, current: bool) -> dict[str, object]:
    """One span to choose."""
    label = _("上个月") if months == 1 else _("前 %(n)d 个月") % {"n": months}
    return {"label": label, "url": f"{reverse('performance')}?months={months}", "current": current, "count": ""}
