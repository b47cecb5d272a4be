"""The risk questionnaire, for the system administrators: read its versions, draft the next, try it, publish it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jobs import clock
from workflow.refusals import MissingFacts, Refused

from ..forms.questionnaire_editor import QuestionnaireForm, ReplayForm, SeenForm
from ..models import QuestionnaireVersion
from ..questionnaire_check import problems
from ..questionnaire_drafts import begin_draft, discard, publish, save_questionnaire
from ..questionnaires import content_of, current
from ..replay import COLUMNS, replay
from ..risk import SECTIONS
from .notices_admin import for_sysadmins
from .signed_in import SignedIn

LAST = 50


@for_sysadmins
@require_safe
def versions(request: SignedIn) -> HttpResponse:
    """All versions, the newest first; the draft, if there is one, on top."""
    rows = list(QuestionnaireVersion.objects.select_related("drafted_by", "published_by"))
    asked = next(row for row in rows if not row.is_draft)
    draft = next((row for row in rows if row.is_draft), None)
    context = {"rows": rows, "asked": asked, "used": {asked.pk}, "draft": draft}
    return render(request, "risk/versions.html", context)


@for_sysadmins
@require_safe
def version(request: SignedIn, number: int) -> HttpResponse:
    """One version: what it asks, and for a draft what is still wrong with it."""
    return _page(request, _get(number))


@require_POST
@for_sysadmins
def draft(request: SignedIn) -> HttpResponse:
    """Begin the next version, or go on with it."""
    return redirect("risk-edit", begin_draft(actor=request.user, now=clock.now()).version)


@for_sysadmins
@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, number: int) -> HttpResponse:
    """Change the draft; a refusal keeps what was typed, also where the draft was published meanwhile."""
    row = _get(number, draft=request.method == "GET")
    if request.method == "GET":
        return _editor(request, row, QuestionnaireForm(version=row))
    form = QuestionnaireForm(request.POST, version=row)
    if not form.is_valid():
        return _editor(request, row, form)
    said = form.cleaned_data
    try:
        save_questionnaire(
            version=number, actor=request.user, questionnaire=form.typed(), note=said["note"], seen=said["seen"],
            now=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        form.add_error(None, str(refused))
        return _editor(request, row, form, status=refused.status)
    messages.success(request, _("草稿已保存。"))
    return redirect("risk-edit" if "go_on" in request.POST else "risk-version", number)


@require_POST
@for_sysadmins
def publish_draft(request: SignedIn, number: int) -> HttpResponse:
    """Put the draft in force, as a second person."""
    row, form = _get(number), SeenForm(request.POST)
    try:
        publish(version=number, actor=request.user, seen=_seen(form), now=clock.now())
    except MissingFacts as refused:
        return _page(request, row, errors=[str(one) for one in refused.missing], status=refused.status)
    except Refused as refused:
        return _page(request, row, errors=[str(refused)], status=refused.status)
    messages.success(request, _("问卷已发布，此后的评估按新版进行；已有评估不变。"))
    return redirect("risk-version", number)


@require_POST
@for_sysadmins
def discard_draft(request: SignedIn, number: int) -> HttpResponse:
    """Take the draft away."""
    row, form = _get(number), SeenForm(request.POST)
    try:
        discard(version=number, seen=_seen(form))
    except Refused as refused:
        return _page(request, row, errors=[str(refused)], status=refused.status)
    messages.success(request, _("草稿已删除。"))
    return redirect("risk-versions")


@for_sysadmins
@require_safe
def replayed(request: SignedIn, number: int) -> HttpResponse:
    """The last assessments under this version."""
    row = _get(number)
    form = ReplayForm(request.GET if "last" in request.GET else {"last": LAST})
    context = {"row": row, "form": form, "columns": COLUMNS, **_crumbs(row, _("回放评估"))}
    if form.is_valid() and not problems(content_of(row)):
        context["replay"] = replay(content_of(row), form.cleaned_data["last"])
    return render(request, "risk/replay.html", context)


def _seen(form: SeenForm) -> int:
    """-1, which no draft has, where the page did not say."""
    return form.cleaned_data["seen"] if form.is_valid() else -1


def _page(
    request: SignedIn, row: QuestionnaireVersion, *, errors: list[str] | None = None, status: int = 200
) -> HttpResponse:
    content = content_of(row)
    sides = [(title, [q for q in content.questions if q.section == key]) for key, title in SECTIONS.items()]
    context = {
        "row": row,
        "content": content,
        "sides": [(title, [(q, [(o, q.points(o)) for o in q.options]) for q in asked]) for title, asked in sides],
        "is_own": row.drafted_by_id == request.user.pk,
        "is_asked": not row.is_draft and row.pk == current().pk,
        "problems": problems(content) if row.is_draft else [],
        "errors": errors or [],
    }
    return render(request, "risk/version.html", context | _crumbs(row), status=status)


def _editor(request: SignedIn, row: QuestionnaireVersion, form: QuestionnaireForm, status: int = 200) -> HttpResponse:
    return render(request, "risk/edit.html", {"row": row, "form": form, **_crumbs(row, _("修改"))}, status=status)


def _get(number: int, *, draft: bool = False) -> QuestionnaireVersion:
    rows = QuestionnaireVersion.objects.select_related("drafted_by", "published_by")
    return get_object_or_404(rows.drafts() if draft else rows, version=min(number, 32767))


def _crumbs(row: QuestionnaireVersion, here: str = "") -> dict[str, Any]:
    of_row = (str(row), reverse("risk-version", args=[row.version]) if here else "")
    return {"crumbs": [(_("风险评估问卷"), reverse("risk-versions")), of_row, *([(here, "")] if here else [])]}
