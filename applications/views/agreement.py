"""The agreement of an application: to be read part by part to its end, taken as PDF, and signed."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jobs import clock
from workflow.models import Clock, Deadline, DeadlineStatus

from ..agreement_facts import signed
from ..documents.engine import agreement_reading
from ..documents.facts import AgreementFacts
from ..forms.agreement_part import PartForm
from ..forms.registry import FORMS
from ..models import Agreement, Application
from ..offers import offered
from ..readings import part_count, read_part, reading_of
from .records import own_application
from .signed_in import SignedIn

SIGNING = ("sign", "first_sign")


@login_required
@require_safe
def agreement(request: SignedIn, pk: int) -> HttpResponse:
    """For those who apply. The text is that of the frozen facts, of which the PDF is made too."""
    application, found = _found(request, pk)
    offers = offered(application, request.user, clock.now())
    acts = [name for name in SIGNING if offers.why_not(name) is None]
    limits = Deadline.objects.filter(case=application.case, clock=Clock.SIGNING, status=DeadlineStatus.RUNNING)
    context = {
        "application": application,
        "agreement": found,
        "due_on": limits.values_list("due_on", flat=True).first() if acts else None,
        **_reading(request, found, acts),
        "crumbs": [
            (_("首页"), reverse("home")),
            (_("我的申请"), reverse("my-applications")),
            (application.number, reverse("application", args=[pk])),
            (_("数据利用协议"), ""),
        ],
    }
    form = FORMS[acts[0]](application=application, actor=request.user) if acts and not context["part"] else None
    return render(request, "applications/agreement.html", context | {"form": form, "may_sign": bool(acts)})


@login_required
@require_POST
def read(request: SignedIn, pk: int) -> HttpResponse:
    """The person has read a part; on to the next one, or to the signing after the last."""
    application, found = _found(request, pk)
    form = PartForm(request.POST)
    if not form.is_valid() or not offered(application, request.user, clock.now()).is_applicant:
        return redirect("agreement", pk)
    said = form.cleaned_data
    reading = read_part(found, request.user, sha256=said["sha256"], part=said["part"], now=clock.now())
    place = "h-agreement" if reading.finished_at else f"part-{reading.parts + 1}"
    return redirect(f"{reverse('agreement', args=[pk])}#{place}")


def _found(request: SignedIn, pk: int) -> tuple[Application, Agreement]:
    application = own_application(request.user, pk)
    agreements = Agreement.objects.select_related("signed_by", "first_signed_by", "sealed_by", "supersedes")
    found = agreements.filter(application=application).first()
    if found is None:
        raise Http404
    application.agreement = found  # the form asks for it
    return application, found


def _reading(request: SignedIn, found: Agreement, acts: list[str]) -> dict[str, Any]:
    """The text: as far as whoever is to sign has read, and the part after it; whole for everyone else."""
    facts = signed(AgreementFacts.from_json(found.facts), found)
    reading = reading_of(found, request.user) if acts and found.sha256 else None
    if reading is None or reading.finished_at:
        text = agreement_reading(facts, sealed_at=found.sealed_at)
        return {"text": text, "part": 0, "finished": reading.finished_at if reading else None}
    part, parts = reading.parts + 1, part_count(found)
    return {"text": agreement_reading(facts, parts=part), "part": part, "parts": parts, "is_last": part >= parts}
