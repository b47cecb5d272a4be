"""The respondent's pages: what is held against him, his answer, the decision, and his appeal."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.roles import Role
from applications.views.signed_in import SignedIn
from jobs import clock
from workflow.access import posts_of

from ..access import breaches_about
from ..actions.answer import answer, keep_answer
from ..actions.appeal import appeal
from ..decision_paper import has_paper
from ..forms.respondent import AnswerForm, AppealForm
from ..models import Breach, ListEntry, Stage
from .one_of import one_of

PARTS = ("body", "person", "hearing__said_by", "finding__appeal")
LISTED = 100


@login_required
@require_safe
def mine(request: SignedIn) -> HttpResponse:
    """The matters in which he, or a body he applies for, was asked to answer, and their own entries on the list."""
    today = localdate(clock.now())
    bodies = posts_of(request.user).filter(role=Role.APPLICANT).values("organisation")
    own = ListEntry.objects.filter(Q(person=request.user) | Q(body__in=bodies))
    context = {
        "breaches": breaches_about(request.user).select_related(*PARTS).order_by("-pk")[:LISTED],
        "entries": [(one, one.counts(today)) for one in own.select_related("body", "person", "finding")[:LISTED]],
    }
    return render(request, "conduct/mine.html", context)


@login_required
@never_cache
@require_safe
def one(request: SignedIn, pk: int) -> HttpResponse:
    return respondent_page(request, one_of(breaches_about(request.user), pk, *PARTS))


@login_required
@never_cache
@require_POST
def answered(request: SignedIn, pk: int) -> HttpResponse:
    """Hand the statement in, or keep what was typed (the button `keep`)."""
    found = one_of(breaches_about(request.user), pk, *PARTS)
    form = AnswerForm(request.POST)
    if "keep" in request.POST:
        keep_answer(breach=found, actor=request.user, text=request.POST.get("statement", "").replace("\0", ""))
        messages.success(request, _("已暂存，提交之前可以继续修改。"))
        return redirect("my-breach", pk)
    if not form.is_valid():
        return respondent_page(request, found, wrong=form)
    answer(breach=found, actor=request.user, statement=form.cleaned_data["statement"], now=clock.now())
    messages.success(request, _("陈述申辩已提交，核查人将一并研究后作出决定。"))
    return redirect("my-breach", pk)


@login_required
@never_cache
@require_POST
def appealed(request: SignedIn, pk: int) -> HttpResponse:
    found = one_of(breaches_about(request.user), pk, *PARTS)
    form = AppealForm(request.POST)
    if not form.is_valid():
        return respondent_page(request, found, wrong=form)
    appeal(breach=found, actor=request.user, grounds=form.cleaned_data["grounds"], now=clock.now())
    messages.success(request, _("申诉已提交，由作出决定以外的督办人员处理。"))
    return redirect("my-breach", pk)


def respondent_page(request: SignedIn, found: Breach, wrong: Any = None) -> HttpResponse:
    today, finding = localdate(clock.now()), getattr(found, "finding", None)
    may_answer = found.stage == Stage.HEARING and found.hearing.said_at is None
    until = finding.appeal_until if finding else None
    may_appeal = found.stage == Stage.DECIDED and until is not None and today <= until
    context: dict[str, Any] = {
        "breach": found,
        "hearing": found.hearing,
        "finding": finding,
        "entry": getattr(finding, "entry", None),
        "appeal": getattr(finding, "appeal", None),
        "paper": reverse("my-breach-decision", args=[found.pk]) if has_paper(found) else "",
        "answer_form": (
            wrong if isinstance(wrong, AnswerForm) else AnswerForm(initial={"statement": found.hearing.kept})
        )
        if may_answer
        else None,
        "appeal_form": (wrong if isinstance(wrong, AppealForm) else AppealForm()) if may_appeal else None,
        "crumbs": [(_("违规处理"), reverse("my-breaches")), (found.number, "")],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong is not None else HTTPStatus.OK
    return render(request, "conduct/my_breach.html", context, status=status)
