"""The agreement of an application: to be read on the page, taken as PDF, and signed."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jobs import clock
from workflow.models import Clock, Deadline, DeadlineStatus

from ..agreement_facts import signed
from ..documents.engine import agreement_reading
from ..documents.facts import AgreementFacts
from ..forms.registry import FORMS
from ..models import Agreement
from ..offers import offered
from .records import own_application
from .signed_in import SignedIn


@login_required
@require_safe
def agreement(request: SignedIn, pk: int) -> HttpResponse:
    """For those who apply. The text is that of the frozen facts, of which the PDF is made too."""
    application = own_application(request.user, pk)
    found = Agreement.objects.select_related("signed_by", "sealed_by").filter(application=application).first()
    if found is None:
        raise Http404
    application.agreement = found  # the form asks for it
    may_sign = "sign" in offered(application, request.user, clock.now()).names
    limits = Deadline.objects.filter(case=application.case, clock=Clock.SIGNING, status=DeadlineStatus.RUNNING)
    context = {
        "application": application,
        "agreement": found,
        "text": agreement_reading(signed(AgreementFacts.from_json(found.facts), found)),
        "form": FORMS["sign"](application=application, actor=request.user) if may_sign else None,
        "due_on": limits.values_list("due_on", flat=True).first() if may_sign else None,
        "crumbs": [
            (_("首页"), reverse("home")),
            (_("我的申请"), reverse("my-applications")),
            (application.number, reverse("application", args=[pk])),
            (_("数据利用协议"), ""),
        ],
    }
    return render(request, "applications/agreement.html", context)
