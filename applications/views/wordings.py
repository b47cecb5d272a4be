"""The wordings of agreements, for the system administrators: read them, draft the next version, look at it as it will
be printed, publish it as a second person."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jobs import clock
from workflow.refusals import MissingFacts, Refused

from ..documents.clauses.markup import TABLE
from ..documents.clauses.names import CONDITIONS, FACTS, LISTS
from ..documents.engine import agreement_reading, render_agreement
from ..documents.refusals import DocumentRefused
from ..forms.questionnaire_editor import SeenForm
from ..forms.wording_editor import ScopeForm, WordingForm
from ..models import AgreementWording
from ..wording_changes import changes_since
from ..wording_check import problems_of, sample
from ..wording_drafts import begin_wording, discard_wording, publish_wording, save_wording
from .notices_admin import for_sysadmins
from .signed_in import SignedIn

# How a wording is written (documents/clauses/markup.py), for whoever writes one.
FORM_OF_LINES = (
    ("# 标题", gettext_lazy("一条的开头，自动编号")),
    ("- 内容", gettext_lazy("条下的项，自动编号")),
    ("* 内容", gettext_lazy("项下的目，自动编号")),
    (TABLE, gettext_lazy("协议数据清单表的位置")),
    ("〔如：条件〕", gettext_lazy("写在行末；条件不成立的，该行（或者整条）不印")),
    ("{利用目的}", gettext_lazy("办件中的事实；缺少的，不能订立协议")),
    ("{见：标题、标题}", gettext_lazy("其他各条的编号，只列印出的条")),
)


@for_sysadmins
@require_safe
def wordings(request: SignedIn) -> HttpResponse:
    """All versions, by what they are for; which one is used there is the newest that was published."""
    return _list(request, ScopeForm())


@require_POST
@for_sysadmins
def begin(request: SignedIn) -> HttpResponse:
    """Begin the next version for all, a department or a data set, or go on with it."""
    form = ScopeForm(request.POST)
    if not form.is_valid():
        return _list(request, form)
    said = form.cleaned_data
    draft = begin_wording(actor=request.user, provider=said["provider"], dataset=said["dataset"], now=clock.now())
    return redirect("wording-edit", draft.pk)


@for_sysadmins
@require_safe
def wording(request: SignedIn, pk: int) -> HttpResponse:
    """One version as it reads, what was changed in it, and for a draft what is still wrong with it."""
    return _page(request, _get(pk))


@for_sysadmins
@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, pk: int) -> HttpResponse:
    """Change the draft; a refusal keeps what was typed, also where the draft was published meanwhile."""
    row = _get(pk, draft=request.method == "GET")
    if request.method == "GET":
        return _editor(request, row, WordingForm.of(row))
    form = WordingForm(request.POST)
    if not form.is_valid():
        return _editor(request, row, form)
    try:
        row = save_wording(pk=pk, actor=request.user, now=clock.now(), **form.said())
    except Refused as refused:
        form.add_error(None, str(refused))
        return _editor(request, row, form, status=refused.status)
    messages.success(request, _("草稿已保存。"))
    return redirect("wording-edit" if "go_on" in request.POST else "wording", pk)


@for_sysadmins
@require_safe
def preview(request: SignedIn, pk: int) -> HttpResponse:
    """The sample as it is typeset; a sign that no font has is named here, before a case meets it."""
    row = _get(pk)
    try:
        pdf = render_agreement(sample(row, bare="bare" in request.GET))
    except DocumentRefused as refused:
        return _page(request, row, errors=[str(refused)], status=refused.status)
    return HttpResponse(pdf, content_type="application/pdf")


@require_POST
@for_sysadmins
def publish(request: SignedIn, pk: int) -> HttpResponse:
    """Put the draft in force, as a second person."""
    row, form = _get(pk), SeenForm(request.POST)
    try:
        if not problems_of(row):
            render_agreement(sample(row))  # outside the transaction: it takes a second
        publish_wording(pk=pk, actor=request.user, seen=_seen(form), now=clock.now())
    except MissingFacts as refused:
        return _page(request, row, errors=[str(one) for one in refused.missing], status=refused.status)
    except Refused as refused:
        return _page(request, row, errors=[str(refused)], status=refused.status)
    messages.success(request, _("范本已发布，此后的协议按新版订立；已有协议不变。"))
    return redirect("wording", pk)


@require_POST
@for_sysadmins
def discard(request: SignedIn, pk: int) -> HttpResponse:
    """Take the draft away."""
    row, form = _get(pk), SeenForm(request.POST)
    try:
        discard_wording(pk=pk, seen=_seen(form))
    except Refused as refused:
        return _page(request, row, errors=[str(refused)], status=refused.status)
    messages.success(request, _("草稿已删除。"))
    return redirect("wordings")


def _seen(form: SeenForm) -> int:
    """-1, which no draft has, where the page did not say."""
    return form.cleaned_data["seen"] if form.is_valid() else -1


def _list(request: SignedIn, form: ScopeForm) -> HttpResponse:
    rows = list(_rows())
    used: dict[str, int] = {}
    for row in rows:
        if not row.is_draft:
            used.setdefault(row.scope, row.pk)
    context = {"rows": rows, "used": set(used.values()), "form": form}
    return render(request, "wordings/list.html", context)


def _page(
    request: SignedIn, row: AgreementWording, *, errors: list[str] | None = None, status: int = 200
) -> HttpResponse:
    wrong = problems_of(row)
    context = {
        "row": row,
        "is_own": row.drafted_by_id == request.user.pk,
        "problems": wrong if row.is_draft else [],
        "errors": errors or [],
        "text": "" if wrong else agreement_reading(sample(row)),
        "changes": changes_since(row),
    }
    return render(request, "wordings/wording.html", context | _crumbs(row), status=status)


def _editor(request: SignedIn, row: AgreementWording, form: WordingForm, status: int = 200) -> HttpResponse:
    context = {
        "row": row, "form": form, "facts": [*FACTS, *LISTS], "conditions": [f"〔如：{name}〕" for name in CONDITIONS], 
        "form_of_lines": FORM_OF_LINES,
        "problems": problems_of(row) if request.method == "GET" else [],
    }  # fmt: skip
    return render(request, "wordings/edit.html", context | _crumbs(row, _("修改")), status=status)


def _rows() -> Any:
    return AgreementWording.objects.select_related("provider", "dataset__provider", "drafted_by", "published_by")


def _get(pk: int, *, draft: bool = False) -> AgreementWording:
    return get_object_or_404(_rows().drafts() if draft else _rows(), pk=pk)


def _crumbs(row: AgreementWording, here: str = "") -> dict[str, Any]:
    of_row = (f"{row.whose}·{row}", reverse("wording", args=[row.pk]) if here else "")
    return {"crumbs": [(_("协议范本"), reverse("wordings")), of_row, *([(here, "")] if here else [])]}
