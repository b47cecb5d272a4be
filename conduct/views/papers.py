"""The decision on a breach as a PDF, for those who dealt with it and for the respondent."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applications.documents.engine import render_breach_decision
from applications.views.documents import Text, pdf
from applications.views.signed_in import SignedIn

from ..access import breaches_about, breaches_seen_by
from ..decision_paper import decision_facts, has_paper
from ..models import Breach
from .one_of import one_of

PARTS = ("body", "person", "hearing", "finding")


@login_required
@require_safe
def decision(request: SignedIn, pk: int) -> HttpResponseBase:
    """For officials."""
    return paper(request, one_of(breaches_seen_by(request.user), pk, *PARTS))


@login_required
@require_safe
def my_decision(request: SignedIn, pk: int) -> HttpResponseBase:
    """For the respondent."""
    return paper(request, one_of(breaches_about(request.user), pk, *PARTS))


def paper(request: SignedIn, found: Breach) -> HttpResponseBase:
    if not has_paper(found):
        raise Http404
    facts = decision_facts(found)
    name = _("违规处理决定书%(number)s.pdf") % {"number": facts.number}
    return pdf(request, Text(facts.digest, lambda: render_breach_decision(facts)), name)
