"""The first page of a person, and how he wants pages to look."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from ..shell import DESK_ROLES, DISPLAY, oversees, roles_of

YEAR = 365 * 24 * 3600


def home(request: HttpRequest) -> HttpResponse:
    """Officials begin with their work, everyone else with the catalogue."""
    if request.user.is_authenticated:
        roles = roles_of(request, request.user)
        if roles & DESK_ROLES:
            return redirect("queue")
        if oversees(roles):
            return redirect("supervision")
    return redirect("catalogue")


@require_POST
def display(request: HttpRequest) -> HttpResponse:
    """Remember size, contrast and single keys in cookies; go back to where the person was."""
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/"
    response = HttpResponseRedirect(target)
    for name, values in DISPLAY.items():
        if request.POST.get(name) in values:
            response.set_cookie(f"display_{name}", request.POST[name], max_age=YEAR, httponly=True, samesite="Lax")
    return response
