"""A body's page for those who apply for it: particulars, members, invitations. Rights are in membership/."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.invitation import key_of
from accounts.models import Invitation, Membership, Organisation
from accounts.roles import Role
from jobs import clock

from ..forms.profile import InviteForm, ParticularsForm
from ..membership.appoint import appoint as make_administrator
from ..membership.end_membership import end_membership
from ..membership.invite import VALID_DAYS
from ..membership.invite import invite as send_invitation
from ..membership.join import join as take_up
from ..membership.members import body_of, members, require_administrator
from ..membership.refusals import AlreadyMember, TooManyInvitations
from ..membership.withdraw_invitation import withdraw_invitation
from .signed_in import SignedIn

LARGEST_KEY = 2**63 - 1


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: SignedIn, pk: int) -> HttpResponse:
    """A POST changes the particulars."""
    body = own_body(request, pk)
    if request.method != "POST":
        return body_page(request, body)
    require_administrator(request.user, body, localdate(clock.now()))
    form = ParticularsForm(request.POST, instance=Organisation.objects.get(pk=pk))
    if not form.is_valid():
        return body_page(request, body, particulars=form)
    form.save()
    return done(request, body, _("单位信息已保存。"))


@login_required
@require_POST
def invite(request: SignedIn, pk: int) -> HttpResponse:
    body = own_body(request, pk)
    form = InviteForm(request.POST)
    if not form.is_valid():
        require_administrator(request.user, body, localdate(clock.now()))
        return body_page(request, body, invitation=form)
    try:
        sent = send_invitation(body=body, actor=request.user, email=form.cleaned_data["email"], now=clock.now())
    except (AlreadyMember, TooManyInvitations) as refused:
        form.add_error("email", str(refused))
        return body_page(request, body, invitation=form)
    return done(request, body, _("邀请已发送至 %(email)s。") % {"email": sent.email})


@login_required
@require_POST
def withdraw(request: SignedIn, pk: int, invitation: int) -> HttpResponse:
    body = own_body(request, pk)
    found = get_object_or_404(body.invitations, pk=known(invitation))
    withdraw_invitation(invitation=found, actor=request.user, now=clock.now())
    return done(request, body, _("邀请已撤销。"))


@login_required
@require_POST
def appoint(request: SignedIn, pk: int, post: int) -> HttpResponse:
    """`admin` = 1 makes an administrator, anything else a plain member."""
    body = own_body(request, pk)
    is_admin = request.POST.get("admin") == "1"
    make_administrator(post=member(body, post), actor=request.user, is_admin=is_admin, now=clock.now())
    return done(request, body, _("已设为管理员。") if is_admin else _("已取消管理员。"))


@login_required
@require_POST
def end(request: SignedIn, pk: int, post: int) -> HttpResponse:
    """Who ends his own membership has no page of the body any more."""
    body = own_body(request, pk)
    found = member(body, post)
    end_membership(post=found, actor=request.user, now=clock.now())
    if found.user_id != request.user.pk:
        return done(request, body, _("%(name)s已不再是本单位成员。") % {"name": found.user.name})
    messages.success(request, _("您已退出%(body)s。") % {"body": body.name})
    return redirect("profile")


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """What an invitation leads to: its text for everyone who has the link, the button for its addressee."""
    parts = Invitation.objects.select_related("organisation", "invited_by")
    invitation = get_object_or_404(parts, pk=key_of(token))
    if request.method == "POST" and request.user.is_authenticated:
        take_up(invitation=invitation, actor=request.user, now=clock.now())
        messages.success(request, _("您已加入%(body)s。") % {"body": invitation.organisation.name})
        return redirect("organisation", pk=invitation.organisation_id)
    context = {
        "invitation": invitation,
        "is_open": invitation.is_open(localdate(clock.now())),
        "is_addressee": getattr(request.user, "email", "").lower() == invitation.email.lower(),
    }
    return render(request, "organisation/join.html", context)


def body_page(
    request: SignedIn, body: Organisation, *, particulars: forms.Form | Any = None, invitation: forms.Form | None = None
) -> HttpResponse:
    """The page with its forms as typed: three queries for members and invitations, however many."""
    today = localdate(clock.now())
    posts = members(body, today)
    is_admin = any(post.is_admin and post.user_id == request.user.pk for post in posts)
    waiting = body.invitations.waiting().select_related("invited_by") if is_admin else Invitation.objects.none()
    context = {
        "body": body,
        "posts": posts,
        "is_admin": is_admin,
        "admins": sum(post.is_admin for post in posts),
        "invitations": [(one, one.is_open(today)) for one in waiting],
        "particulars": particulars or (ParticularsForm(instance=body) if is_admin else None),
        "invite": invitation or (InviteForm() if is_admin else None),
        "valid_days": VALID_DAYS,
        "crumbs": [(_("首页"), reverse("home")), (_("个人信息"), reverse("profile")), (body.name, "")],
    }
    typed_wrong = particulars is not None or invitation is not None
    status = HTTPStatus.UNPROCESSABLE_ENTITY if typed_wrong else HTTPStatus.OK
    return render(request, "organisation/organisation.html", context, status=status)


def own_body(request: SignedIn, pk: int) -> Organisation:
    """A body of the person's, or 404: a foreign one is as one that does not exist."""
    body = body_of(request.user, known(pk), localdate(clock.now()))
    if body is None:
        raise Http404
    return body


def member(body: Organisation, key: int) -> Membership:
    """A post of the body that is in force, or 404."""
    posts = body.memberships.on(localdate(clock.now())).filter(role=Role.APPLICANT).select_related("user")
    return get_object_or_404(posts, pk=known(key))


def known(key: int) -> int:
    """A key that a database can look for."""
    if key > LARGEST_KEY:
        raise Http404
    return key


def done(request: SignedIn, body: Organisation, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("organisation", pk=body.pk)
