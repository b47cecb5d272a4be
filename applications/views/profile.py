"""The person's own page: who he is, for whom he applies, how he wants pages to look."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.roles import Role
from jobs import clock
from workflow import access

from ..forms.profile import ProfileForm, RegisterForm
from ..membership.register import register as register_body
from .signed_in import SignedIn


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: SignedIn) -> HttpResponse:
    """Name and telephone can be changed here; everything else has its own page behind a link."""
    # A copy: a name that is refused must not stand in the header of the page that refuses it.
    form = ProfileForm(request.POST or None, instance=User.objects.get(pk=request.user.pk))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("已保存。"))
        return redirect("profile")
    posts = list(access.posts_of(request.user).select_related("organisation").order_by("organisation__name", "role"))
    context = {
        "form": form,
        "bodies": [post for post in posts if post.role == Role.APPLICANT],
        "offices": [post for post in posts if post.role != Role.APPLICANT],
        "crumbs": [(_("首页"), reverse("home")), (_("个人信息"), "")],
    }
    return render(request, "profile/profile.html", context, status=status_of(form))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: SignedIn) -> HttpResponse:
    """A body that is not on the platform yet."""
    form = RegisterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        body = register_body(actor=request.user, particulars=form.cleaned_data, now=clock.now())
        messages.success(request, _("单位已登记，您是该单位的管理员。"))
        return redirect("organisation", pk=body.pk)
    context = {
        "form": form,
        "crumbs": [(_("首页"), reverse("home")), (_("个人信息"), reverse("profile")), (_("登记单位"), "")],
    }
    return render(request, "profile/register.html", context, status=status_of(form))


def status_of(form: ProfileForm | RegisterForm) -> int:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
