"""The pages of a sandbox: its secret, shown once to the applicant; asking it again, by the handler."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.roles import Role
from applications.views.records import application_in_full, own_application
from applications.views.signed_in import SignedIn
from jobs import clock
from workflow.access import posts_of

from .collect import grant_of
from .models import SandboxPlace
from .sandbox.account import give_secret
from .sandbox.settling import tell


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def secret(request: SignedIn, pk: int) -> HttpResponse:
    """A POST makes a new secret; the answer is the only page that ever shows it. A GET leads to the data page."""
    if request.method == "GET":
        return redirect("my-data")
    application = own_application(request.user, pk)
    place, shown = give_secret(application=application, actor=request.user, now=clock.now())
    context = {"application": application, "grant": grant_of(application), "place": place, "secret": shown}
    return render(request, "delivery/sandbox_secret.html", context)


@login_required
@require_POST
def again(request: SignedIn, pk: int) -> HttpResponse:
    """Tell the sandbox once more, for a handler of the department who has mended what was wrong."""
    application = application_in_full(request.user, pk)
    held = posts_of(request.user).filter(organisation=application.case.provider, role=Role.HANDLER)
    if not held.exists():
        raise Http404
    place = get_object_or_404(SandboxPlace, grant__application=application)
    with transaction.atomic():
        tell(pk=place.pk)
    messages.success(request, _("已再次通知数据沙箱，结果稍后在本页显示。"))
    return redirect("case", pk)
