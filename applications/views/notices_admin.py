"""Holiday notices, for the system administrators: hand in, look at, approve as a second person."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.roles import Role
from calendars.intake import NoticeRefused, discard, record
from calendars.models import HolidayNotice
from calendars.preview import preview, preview_of
from calendars.store import current_index
from jobs import clock
from workflow.enforcement import put_in_force

from ..forms.notice_import import ApprovalForm, NoticeImportForm
from ..notice_page import notice_view, progress
from ..shell import roles_of
from .signed_in import SignedIn

View = Callable[..., HttpResponse]


def for_sysadmins(view: View) -> View:
    """Signed in and a system administrator; for everyone else the page does not exist."""

    @login_required
    @wraps(view)
    def guarded(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponse:
        if Role.SYSADMIN.value not in roles_of(request, request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def signature(user: User) -> str:
    """Who did it, as the record keeps it: two people of one name are told apart by their addresses."""
    return f"{user.name}（{user.email}）"


@for_sysadmins
@require_safe
def notices(request: SignedIn) -> HttpResponse:
    """All notices, those that wait for a second person first."""
    rows = HolidayNotice.objects.select_related("amends").order_by("-published_on", "code")
    index = current_index()
    context = {
        "waiting": [row for row in rows if not row.in_force and row.imported_at],
        "notices": [row for row in rows if row.in_force or not row.imported_at],
        "index": index,
        "next_year": index.firm_until.year + 1,
    }
    return render(request, "calendar/notices.html", context)


@for_sysadmins
@require_http_methods(["GET", "POST"])
def hand_in(request: SignedIn) -> HttpResponse:
    """Paste or upload; the preview comes first, and only what was previewed can be saved."""
    if request.method == "GET":
        return _page(request, NoticeImportForm())
    form = NoticeImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form)
    if request.POST.get("step") != "save" or not form.was_seen:
        return _page(request, form.shown_again(), previewed=True)
    return _save(request, form)


def _save(request: SignedIn, form: NoticeImportForm) -> HttpResponse:
    try:
        rows = [
            record(draft, by=signature(request.user), now=clock.now(), overruled=form.cleaned_data["overruled"])[0]
            for draft in form.drafts
        ]
    except NoticeRefused as refused:
        form = form.shown_again()
        form.add_error(None, str(refused))
        return _page(request, form, previewed=True)
    if len(rows) > 1:
        return redirect("notices")
    messages.success(request, _("通知已录入，尚未生效。请另一名系统管理员复核。"))
    return redirect("notice", rows[0].code)


def _page(request: SignedIn, form: NoticeImportForm, *, previewed: bool = False) -> HttpResponse:
    today = localdate(clock.now())
    views = [notice_view(preview(draft), today) for draft in form.drafts] if previewed else []
    context = {"form": form, "views": views, "may_save": any(view.preview.may_be_recorded for view in views)}
    return render(request, "calendar/hand_in.html", context | _crumbs(_("录入通知")))


@for_sysadmins
@require_safe
def notice(request: SignedIn, code: str) -> HttpResponse:
    """One notice: what it says, what it does, and who stands behind it."""
    return _notice_page(request, code, ApprovalForm())


@require_POST
@for_sysadmins
def approve(request: SignedIn, code: str) -> HttpResponse:
    """Put it in force; re-settling begins in the background."""
    form = ApprovalForm(request.POST)
    if not form.is_valid():
        return _notice_page(request, code, form)
    _get(code)
    try:
        done = put_in_force(
            code, by=signature(request.user), now=clock.now(), legal_basis=form.cleaned_data["legal_basis"]
        )
    except NoticeRefused as refused:
        form.add_error(None, str(refused))
        return _notice_page(request, code, form, status=409)
    if done.new:
        messages.success(request, _("通知已生效，系统正在重新核定在办件的时限。"))
    return redirect("notice", code)


@require_POST
@for_sysadmins
def withdraw(request: SignedIn, code: str) -> HttpResponse:
    """Take back what was read wrongly, before it counts."""
    _get(code)
    try:
        discard(code)
    except NoticeRefused as refused:
        messages.error(request, str(refused))
        return redirect("notice", code)
    messages.success(request, _("录入已撤销。"))
    return redirect("notices")


def _notice_page(request: SignedIn, code: str, form: ApprovalForm, status: int = 200) -> HttpResponse:
    row = _get(code)
    view = notice_view(preview_of(row), localdate(clock.now()))
    context = {
        "row": row,
        "view": view,
        "form": form,
        "is_own": row.imported_by == signature(request.user),
        "is_local": row.scope != HolidayNotice.Scope.NATIONAL,
        "progress": progress(row.code) if row.in_force else None,
    }
    return render(request, "calendar/notice.html", context | _crumbs(row.code), status=status)


def _get(code: str) -> HolidayNotice:
    return get_object_or_404(HolidayNotice.objects.select_related("amends"), code=code)


def _crumbs(here: str) -> dict[str, Any]:
    return {"crumbs": [(_("放假通知"), reverse("notices")), (here, "")]}
