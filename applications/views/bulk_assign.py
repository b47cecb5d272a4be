"""The head of an office gives several cases that nobody has to an officer; each goes through the door by itself."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from jobs import clock
from workflow.refusals import Refused

from .. import queue, queue_rows, side
from ..actions.assign import assign
from ..desk import Desk, desk_of
from ..forms.bulk_assign import BulkAssignForm
from ..office_clock import Clocked
from .signed_in import SignedIn

# As many as can be looked at before they are given away; the most urgent stand first.
SHOWN = 50


@login_required
@require_http_methods(["GET", "POST"])
def bulk_assign(request: SignedIn) -> HttpResponse:
    """The most urgent cases without a handler, and the form that gives some of them to one."""
    desk = desk_of(request.user, clock.now())
    if not desk.assigning:
        raise Http404
    waiting = unassigned(desk)
    cases = queue.in_this_order(queue.in_order(waiting).values_list("pk", flat=True)[:SHOWN])
    form = BulkAssignForm(request.POST if request.method == "POST" else None, departments=desk.assigning, cases=cases)
    if request.method == "POST" and form.is_valid():
        return _carry_out(request, form, clock.now())
    context = {
        "desk": desk,
        "form": form,
        "rows": queue_rows.rows(desk, cases),
        "ticked": form["cases"].value() or [],
        "total": waiting.count(),
        "side": side.reviewer_side(queue.counts(desk)),
    }
    return render(request, "review/bulk_assign.html", context)


def unassigned(desk: Desk) -> Clocked:
    """Cases in hand of the departments in which he assigns, that nobody has."""
    states = [state.value for state in queue.IN_HAND]
    return desk.of_departments().filter(provider__in=desk.assigning, handler__isnull=True, state__in=states)


def _carry_out(request: SignedIn, form: BulkAssignForm, now: datetime) -> HttpResponse:
    """One transaction a case: what stands in the way of one does not keep the others."""
    done, refused, to = 0, [], form.cleaned_data["to"]
    for case, seen in form.chosen:
        try:
            assign(application=case.application, actor=request.user, to=to, seen=seen, now=now)
            done += 1
        except Refused as refusal:
            refused.append(_("%(number)s 未分派：%(why)s") % {"number": case.number, "why": refusal})
    if done:
        words: Any = ngettext("已将 %(n)d 件分派给%(name)s。", "已将 %(n)d 件分派给%(name)s。", done)
        messages.success(request, words % {"n": done, "name": to.name})
    for sentence in refused:
        messages.error(request, sentence)
    return redirect("bulk-assign")
