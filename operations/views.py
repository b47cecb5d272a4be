"""Health for machines (/healthz, /readyz, /metrics) and for the system administrator (a page)."""

import hmac
import ipaddress

from django.conf import settings
from django.contrib import messages
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from applications.views.notices_admin import for_sysadmins
from applications.views.signed_in import SignedIn
from jobs import clock
from jobs.dead import retry_dead
from notifications.models import Endpoint

from .condition import condition, is_late, not_ready
from .failures import failures
from .metrics import exposition

SHOWN = 100
PLAIN = "text/plain; charset=utf-8"


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. Asks nothing of the database: restarting this process would not mend that."""
    return HttpResponse("ok\n", content_type=PLAIN)


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when requests may come here: the database answers and has all its migrations; else 503 with the reason."""
    try:
        reason = not_ready()
    except DatabaseError as error:
        reason = f"the database does not answer ({type(error).__name__})"
    return HttpResponse(f"{reason or 'ready'}\n", content_type=PLAIN, status=503 if reason else 200)


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """For Prometheus on this machine, or with the token; for everyone else the page does not exist."""
    if not may_measure(request):
        raise Http404
    return HttpResponse(exposition(condition(clock.now())), content_type="text/plain; version=0.0.4; charset=utf-8")


def may_measure(request: HttpRequest) -> bool:
    """By "Authorization: Bearer ..." where a token is set; without one, straight from loopback and not by a proxy."""
    token: str = settings.WURI_METRICS_TOKEN
    if token:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return hmac.compare_digest(given.encode(), token.encode())
    if {"X-Forwarded-For", "X-Forwarded-Proto", "Forwarded", "X-Real-IP"} & {*request.headers}:
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


@for_sysadmins
@require_safe
def health(request: SignedIn) -> HttpResponse:
    """How the installation fares, and what was not sent."""
    found = condition(clock.now())
    context = {
        "found": found,
        "rounds": [{"round": one, "late": is_late(one, found.at)} for one in found.rounds],
        "failures": failures(SHOWN),
        "endpoints": Endpoint.objects.select_related("department"),
    }
    return render(request, "operations/health.html", context)


@require_POST
@for_sysadmins
def retry(request: SignedIn) -> HttpResponse:
    """Send again what failed for good: one, or all."""
    wanted = request.POST.get("job", "")
    if wanted != "all" and not (wanted.isascii() and wanted.isdecimal() and len(wanted) < 19):
        raise Http404
    count = retry_dead(None if wanted == "all" else [int(wanted)])
    said = ngettext("%(count)d 项将重新发送。", "%(count)d 项将重新发送。", count) % {"count": count}
    if count:
        messages.success(request, said)
    else:
        messages.info(request, _("该项已经重新发送或者已经完成。"))
    return redirect("health")
