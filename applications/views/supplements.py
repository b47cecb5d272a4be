"""What was asked for and what became of it: every item with its answer, and what was changed, field by field."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from workflow import access

from .. import changes
from .records import application_in_full
from .signed_in import SignedIn


@login_required
@require_safe
def supplements(request: SignedIn, pk: int) -> HttpResponse:
    """For the applicant and for the officials in charge; empty where nothing was ever asked for."""
    application = application_in_full(request.user, pk)
    asked = list(application.supplements.prefetch_related("items").order_by("pk"))
    files = list(application.attachments.order_by("pk"))
    is_mine = access.as_applicant(request.user).filter(pk=pk).exists()
    back = reverse("application" if is_mine else "case", args=[pk])
    context = {
        "application": application,
        "rounds": changes.of_rounds(application, asked, files),
        "since_first": changes.since_first(application, asked, files) if len(asked) > 1 else None,
        "back": back,
        "is_mine": is_mine,
        "crumbs": [(_("首页"), reverse("home")), (application.number, back), (_("补正情况"), "")],
    }
    return render(request, "applications/supplements.html", context)
