"""The page on which an applicant asks for a renewal or an amendment with his purpose unchanged (续签、变更)."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.actions.ask_to_continue import ask_to_continue
from applications.continuing import against
from applications.models import Application, DeliveryMode, FollowsAs
from applications.views.records import own_application
from applications.views.signed_in import SignedIn
from jobs import clock
from workflow.refusals import MissingFacts, Refused

from .collect import grant_of
from .forms import RenewalForm
from .models import Grant
from .refusals import NotDelivered

BUTTONS = (FollowsAs.RENEWAL, FollowsAs.AMENDMENT)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def renewal(request: SignedIn, pk: int) -> HttpResponse:
    """GET shows the form, or why neither can be asked for; a POST hands it in."""
    application = own_application(request.user, pk)
    try:
        grant = grant_of(application)
    except NotDelivered:
        raise Http404 from None
    reasons = {how: against(grant.application, how, clock.now()) for how in BUTTONS}
    if request.method != "POST":
        return _page(request, grant, reasons, RenewalForm(grant=grant, reasons=reasons))
    form = RenewalForm(request.POST, grant=grant, reasons=reasons)
    if not form.is_valid():
        return _page(request, grant, reasons, form)
    try:
        asked = _asked(request, grant.application, form.cleaned_data)
    except MissingFacts as refused:
        for sentence in refused.missing:
            form.add_error(None, str(sentence))
    except Refused as refused:
        form.add_error(None, str(refused))
    else:
        messages.success(request, _("已提交，编号 %(number)s，自次一工作日起计算答复时限。") % {"number": asked.number})
        return redirect("application", asked.pk)
    return _page(request, grant, reasons, form)


def _asked(request: SignedIn, application: Application, said: dict[str, Any]) -> Application:
    amends = said["how"] == FollowsAs.AMENDMENT
    return ask_to_continue(
        application=application, actor=request.user, how=FollowsAs(said["how"]), term_months=said["term_months"],
        because=said["because"], fields=said["fields"] if amends else (),
        delivery_mode=said["delivery_mode"] if amends else "", now=clock.now(),
    )  # fmt: skip


def _page(request: SignedIn, grant: Grant, reasons: dict[FollowsAs, Refused | None], form: RenewalForm) -> HttpResponse:
    context = {
        "application": grant.application,
        "grant": grant,
        "form": form,
        "blocked": all(reasons.values()),
        "reasons": [(how.label, refused) for how, refused in reasons.items() if refused],
        "mode": DeliveryMode(grant.application.decision.conditions["delivery_mode"]).label,
        "under_way": Application.objects.filter(follows=grant.application).select_related("case").order_by("-pk")[:5],
    }
    wrong = form.is_bound and not form.is_valid()
    return render(request, "delivery/renewal.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else 200)
