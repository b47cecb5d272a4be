"""The page where a person chooses how he is told, and the address that ends a digest."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.roles import Role
from applications.shell import is_officer, roles_of
from applications.views.signed_in import SignedIn

from . import unsubscribe as digests
from .channels.sms import adapter
from .forms import PreferencesForm
from .models import DigestKind, Preferences
from .topics import Topic

OF_AN_APPLICANT = [Topic.SERVED, Topic.PROGRESS, Topic.REMINDER]
OF_AN_OFFICER = [Topic.TASK, Topic.REMINDER, Topic.SUPERVISION, Topic.NEWS]


def topics_of(roles: frozenset[str]) -> list[Topic]:
    """What a person with these roles is told about."""
    officer = is_officer(roles)
    topics = list(OF_AN_OFFICER) if officer else []
    if Role.APPLICANT in roles or not roles:
        topics = [*OF_AN_APPLICANT, *(topic for topic in topics if topic not in OF_AN_APPLICANT)]
    topics += [Topic.OVERSIGHT] if Role.SUPERVISOR in roles else []
    topics += [Topic.SYSTEM] if roles & {Role.SYSADMIN, Role.SUPERVISOR} else []
    return topics


@login_required
@require_http_methods(["GET", "POST"])
def preferences(request: SignedIn) -> HttpResponse:
    """What the person has chosen; saved as a whole."""
    roles = roles_of(request, request.user)
    form = PreferencesForm(
        request.POST or None,
        chosen=Preferences.of(request.user),
        topics=topics_of(roles),
        by_sms=adapter() is not None and bool(request.user.phone),
        is_officer=is_officer(roles),
    )
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("消息设置已保存。"))
        return redirect("message-preferences")
    crumbs = [(_("消息"), reverse("messages")), (_("消息设置"), "")]
    context = {"form": form, "by_sms": adapter() is not None, "crumbs": crumbs}
    return render(request, "notifications/preferences.html", context)


@csrf_exempt  # mail programs send it by themselves (RFC 8058); the address itself is the proof
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks, since mail programs open addresses to look at them; POST ends the digest."""
    found = digests.read(token)
    if found is None:
        raise Http404
    user, kind = found
    if request.method == "POST":
        digests.end(user, kind)
    context = {"title": DigestKind(kind).label, "done": request.method == "POST", "to": user.email}
    return render(request, "notifications/unsubscribe.html", context)
