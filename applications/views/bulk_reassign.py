"""The supervisor gives several cases of one officer to another; each goes through the door by itself."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Organisation, User
from jobs import clock
from workflow.models import Case
from workflow.refusals import Refused

from ..actions.reassign import reassign
from ..desk import Desk
from ..forms.bulk_reassign import BulkReassignForm
from ..queue import IN_HAND
from .signed_in import SignedIn
from .supervision import overseeing_desk, side_for


def pressing_desk(user: User) -> Desk:
    """The desk of a supervisor; 404 for those who only look on."""
    desk = overseeing_desk(user)
    if not desk.may_press:
        raise Http404
    return desk


def in_hand(desk: Desk) -> Any:
    """The cases in hand that somebody has."""
    return desk.visible().filter(state__in=IN_HAND, handler__isnull=False)


@login_required
@require_safe
def handlers(request: SignedIn) -> HttpResponse:
    """Who has how many cases in hand: the way to the page of one officer."""
    desk = pressing_desk(request.user)
    columns = ("provider", "provider__name", "handler", "handler__name")
    found = in_hand(desk).order_by().values(*columns).annotate(n=Count("pk")).order_by("provider__name", "-n")
    return render(
        request, "supervision/handlers.html", {"handlers": found, "desk": desk, "side": side_for(desk, "handlers")}
    )


@login_required
@require_http_methods(["GET", "POST"])
def bulk_reassign(request: SignedIn, provider: int, handler: int) -> HttpResponse:
    """The cases that `handler` has in the department `provider`, and the form that gives some of them away."""
    desk = pressing_desk(request.user)
    department, of = get_object_or_404(Organisation, pk=provider), get_object_or_404(User, pk=handler)
    cases = in_hand(desk).filter(provider=department, handler=of).select_related("application__dataset")
    form = BulkReassignForm(
        request.POST if request.method == "POST" else None, provider=department, of=of, cases=cases.order_by("pk")
    )
    if request.method == "POST" and form.is_valid():
        return _carry_out(request, form, clock.now())
    context = {"form": form, "provider": department, "of": of, "desk": desk, "side": side_for(desk, "handlers")}
    return render(request, "supervision/bulk_reassign.html", context)


def _carry_out(request: SignedIn, form: BulkReassignForm, now: datetime) -> HttpResponse:
    """One transaction a case: what stands in the way of one does not keep the others."""
    done, refused = 0, []
    said = {"to": form.cleaned_data["to"], "reasons": form.cleaned_data["reasons"]}
    for case, seen in form.chosen:
        try:
            reassign(application=case.application, actor=request.user, seen=seen, now=now, **said)
            done += 1
        except Refused as refusal:
            refused.append(_refusal(case, refusal))
    if done:
        words = ngettext("已将 %(n)d 件改派给%(name)s。", "已将 %(n)d 件改派给%(name)s。", done)
        messages.success(request, words % {"n": done, "name": said["to"].name})
    for sentence in refused:
        messages.error(request, sentence)
    return redirect("handlers")


def _refusal(case: Case, refused: Refused) -> str:
    return _("%(number)s 未改派：%(why)s") % {"number": case.number, "why": refused}
