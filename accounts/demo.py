"""One-click sign-in as a demo person; it exists only when the demo setting is on."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from .models import User
from .roles import Role

# Applicant, handler, approver, supervisor and risk assessor: with these one walks the whole path.
MAIN_PATH = 5


def demo_people(request: HttpRequest) -> dict[str, Any]:
    """Context: the demo notice, and on the sign-in page the people one can become, those of the main path apart."""
    if not settings.WURI_DEMO:
        return {"demo": False}
    match = request.resolver_match
    if match is None or match.url_name != "account_login":
        return {"demo": True}
    cards = [_card(user) for user in _people()]
    return {"demo": True, "demo_people": cards[:MAIN_PATH], "demo_others": cards[MAIN_PATH:]}


def _people() -> list[User]:
    people = User.objects.filter(is_demo=True, is_active=True)
    return list(people.prefetch_related("memberships__organisation").order_by("pk"))


def _card(user: User) -> dict[str, Any]:
    memberships = list(user.memberships.all())
    labels = dict.fromkeys(str(membership.get_role_display()) for membership in memberships)
    return {
        "email": user.email,
        "name": user.name,
        "role_label": str(_("、")).join(labels) or str(Role.APPLICANT.label),
        "organisation": memberships[0].organisation.name if memberships else _("自然人"),
    }


@require_POST
def demo_signin(request: HttpRequest) -> HttpResponse:
    """Become the demo person named by the posted `email`; 404 outside the demo and for anyone else."""
    if not settings.WURI_DEMO:
        raise Http404
    user = get_object_or_404(User, email=request.POST.get("email", ""), is_demo=True, is_active=True)
    login(request, user, backend="accounts.backends.ActiveStaffBackend")
    return redirect("home")
