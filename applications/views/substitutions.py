"""The page where an officer names his substitute for a time, and ends it early."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import Substitution
from jobs import clock

from .. import side
from ..desk import desk_of
from ..forms.substitution import SubstitutionForm
from .review import side_of
from .signed_in import SignedIn


@login_required
@require_http_methods(["GET", "POST"])
def substitutions(request: SignedIn) -> HttpResponse:
    """Those of the person, the present ones first, and the form for another."""
    desk = desk_of(request.user, clock.now())
    form = SubstitutionForm(request.POST or None, user=request.user, today=desk.today)
    if request.method == "POST" and form.is_valid():
        made = form.save()
        messages.success(request, _("已安排%(name)s代办。") % {"name": made.substitute.name})
        return redirect("substitutions")
    context = {
        "form": form,
        "mine": request.user.substitutions.select_related("substitute"),
        "for_others": request.user.substituting.filter(until__gte=desk.today).select_related("user"),
        "today": desk.today,
        "side": side_of(desk, side.ABSENCE),
    }
    return render(request, "review/substitutions.html", context)


@login_required
@require_POST
def end_substitution(request: SignedIn, pk: int) -> HttpResponse:
    """From today on nothing goes to the substitute any more; one that has not begun is taken out."""
    today = desk_of(request.user, clock.now()).today
    found = get_object_or_404(Substitution, pk=pk, user=request.user, until__gte=today)
    if found.since >= today:
        found.delete()
    else:
        found.until = today - timedelta(days=1)
        found.save(update_fields=["until"])
    messages.success(request, _("代办安排已结束。"))
    return redirect("substitutions")
