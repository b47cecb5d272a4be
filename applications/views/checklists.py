"""The check-lists of a department's data sets: its handlers write them, its approvers put them in force."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.roles import Role
from jobs import clock

from .. import side
from ..checklists import latest, publish, write
from ..desk import Desk, desk_of
from ..forms.checklist import ChecklistForm, SeenForm
from ..models import ApplicantKind, ChecklistVersion, Dataset, Openness
from ..refusals import ChecklistChanged
from .fast_track import holds, reach
from .review import side_of
from .signed_in import SignedIn

# In addresses; for every kind of applicant that has no list of its own.
ALL = "all"
KINDS: dict[str, str | Promise] = {ALL: gettext_lazy("所有类别"), **{kind.value: kind.label for kind in ApplicantKind}}


@login_required
@require_safe
def checklists(request: SignedIn) -> HttpResponse:
    """The data sets of his departments, each with its lists; all for those who oversee."""
    desk = desk_of(request.user, clock.now())
    datasets = Dataset.objects.filter(reach(desk, "provider"), openness=Openness.CONDITIONAL)
    rows = ChecklistVersion.objects.filter(dataset__in=datasets).order_by("dataset", "applicant_kind", "-version")
    lists: dict[int, dict[str, ChecklistVersion]] = {}
    for row in rows:
        lists.setdefault(row.dataset_id, {}).setdefault(row.applicant_kind or ALL, row)
    context = {
        "datasets": [
            (one, [(kind, label, lists.get(one.pk, {}).get(kind)) for kind, label in KINDS.items()])
            for one in datasets.select_related("provider")
        ],
        "side": side_of(desk, side.CHECKLISTS),
    }
    return render(request, "review/checklists.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def checklist(request: SignedIn, code: str, kind: str) -> HttpResponse:
    """One list; handlers of the department change it, which makes a draft of the next version."""
    desk = desk_of(request.user, clock.now())
    dataset, label = _dataset(desk, code), _label(kind)
    row, writes = latest(dataset, _stored(kind)), holds(desk, dataset, Role.HANDLER)
    form = ChecklistForm(request.POST or None, row=row)
    if request.method == "POST":
        if not writes:
            raise Http404
        if form.is_valid():
            write(dataset=dataset, kind=_stored(kind), items=form.items(), actor=request.user, now=clock.now())
            messages.success(request, _("核对清单的草稿已保存，待签发人发布后生效。"))
            return redirect("checklist", code, kind)
    is_draft = bool(row and not row.published_at)
    context: dict[str, Any] = {
        "dataset": dataset, "kind": kind, "label": label, "row": row, "form": form, "writes": writes,
        "publishes": is_draft and holds(desk, dataset, Role.APPROVER),
        "crumbs": [(_("核对清单"), reverse("checklists")), (dataset.title, ""), (str(label), "")],
        "side": side_of(desk, side.CHECKLISTS),
    }  # fmt: skip
    return render(request, "review/checklist.html", context)


@login_required
@require_POST
def checklist_publish(request: SignedIn, code: str, kind: str) -> HttpResponse:
    """Put the draft in force, as it was seen."""
    desk = desk_of(request.user, clock.now())
    dataset, seen = _dataset(desk, code), SeenForm(request.POST)
    _label(kind)
    row = latest(dataset, _stored(kind))
    if row is None or not holds(desk, dataset, Role.APPROVER):
        raise Http404
    if not seen.is_valid():
        raise ChecklistChanged
    publish(pk=row.pk, seen=seen.cleaned_data["seen"], actor=request.user, now=clock.now())
    messages.success(request, _("核对清单已发布，此后收到的申请按新版核对。"))
    return redirect("checklist", code, kind)


def _dataset(desk: Desk, code: str) -> Dataset:
    found = Dataset.objects.filter(reach(desk, "provider"), openness=Openness.CONDITIONAL)
    return get_object_or_404(found, code=code)


def _label(kind: str) -> Any:
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]


def _stored(kind: str) -> str:
    return "" if kind == ALL else kind
