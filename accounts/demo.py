"""One-click sign-in as a demo person; it exists only when the demo setting is on."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from .models import User


def demo_people(request: HttpRequest) -> dict[str, Any]:
    """Context: the demo notice, and on the sign-in page the people one can become."""
    if not settings.WURI_DEMO:
        return {"demo": False}
    match = request.resolver_match
    if match is None or match.url_name not in ("account_login", "demo-people"):
        return {"demo": True}
    return {"demo": True, "demo_people": [_card(user) for user in _people()]}


def _people() -> list[User]:
    people = User.objects.filter(is_demo=True, is_active=True)
    return list(people.prefetch_related("memberships__organisation").order_by("pk"))


def _card(user: User) -> dict[str, Any]:
    memberships = list(user.memberships.all())
    return {
        "email": user.email,
        "name": user.name,
        "role_label": "、".join(str(m.get_role_display()) for m in memberships),
        "organisation": memberships[0].organisation.name if memberships else "",
    }


@require_POST
def demo_signin(request: HttpRequest) -> HttpResponse:
    """Become the demo person named by the posted `email`; 404 outside the demo and for anyone else."""
    if not settings.WURI_DEMO:
        raise Http404
    user = get_object_or_404(User, email=request.POST.get("email", ""), is_demo=True, is_active=True)
    login(request, user, backend="accounts.backends.ActiveStaffBackend")
    return redirect("home")
