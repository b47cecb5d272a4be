"""Statements of what became of the data: the applicant's, and the office's list of them."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from applications import side
from applications.desk import desk_of
from applications.views.records import application_in_full
from applications.views.review import side_of
from applications.views.signed_in import SignedIn
from jobs import clock
from workflow.models import Event

from ..access import own_statements, statements_seen_by
from ..actions.submit_statement import submit_statement
from ..forms.statement import StatementForm
from ..models import Manner, Statement

PER_PAGE = 20
PARTS = (
    "grant__application__dataset", "grant__application__case__body", "grant__application__case__applicant",
    "submitted_by",
)  # fmt: skip
# What is owed first, the longest overdue before the others; then the newest.
ORDER = (F("submitted_at").asc(nulls_first=True), "due_on", "-pk")


@login_required
@require_safe
def mine(request: SignedIn) -> HttpResponse:
    found = own_statements(request.user).select_related(*PARTS).order_by(*ORDER)
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "today": localdate(clock.now()),
        "is_applicant": True,
    }
    return render(request, "conduct/statements.html", context)


@login_required
@require_safe
def statements(request: SignedIn) -> HttpResponse:
    """Of the cases that the officer is in charge of."""
    now = clock.now()
    desk = desk_of(request.user, now)
    found = statements_seen_by(request.user).select_related(*PARTS).order_by(*ORDER)
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "today": localdate(now),
        "side": side_of(desk, side.STATEMENTS),
    }
    return render(request, "conduct/statements.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def statement(request: SignedIn, pk: int) -> HttpResponse:
    """The statement of an application whose use has ended; the applicant's POST hands it in."""
    application, now = application_in_full(request.user, pk), clock.now()
    known = Statement.objects.select_related(*PARTS, "grant").filter(grant__application=application)
    found = get_object_or_404(known)
    form = _form(request, found, own_statements(request.user).filter(pk=found.pk).exists(), now)
    if request.method == "POST":
        if form is None:
            raise Http404
        if form.is_valid():
            said = {name: form.cleaned_data[name] for name in ("done_on", "done_by", "how")}
            manner = Manner(form.cleaned_data["manner"])
            submit_statement(statement=found, actor=request.user, manner=manner, now=now, **said)
            messages.success(request, _("数据处置声明已提交。"))
            return redirect("statement", pk)
    context: dict[str, Any] = {
        "application": application,
        "statement": found,
        "form": form,
        "overdue": found.is_owed and localdate(now) > found.due_on,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return render(request, "conduct/statement.html", context, status=status)


def _form(request: SignedIn, found: Statement, is_applicant: bool, now: Any) -> StatementForm | None:
    """What the person can write now, or None."""
    if not is_applicant or not found.is_owed:
        return None
    taken = Event.objects.filter(case=found.grant.application_id, name="collect").exists()
    data = request.POST if request.method == "POST" else None
    starts_on = localdate(found.grant.starts_at)
    return StatementForm(data, taken=taken, starts_on=starts_on, today=localdate(now))
