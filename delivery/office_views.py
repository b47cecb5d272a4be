"""The department's side: where its data come from, the snapshots of them, and what an applicant will get."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.roles import Role
from applications.conditions import Conditions
from applications.masking import METHODS
from applications.models import Application, Dataset
from applications.views.records import application_in_full
from applications.views.signed_in import SignedIn
from jobs import clock
from workflow.access import DEPARTMENT_ROLES, as_applicant, posts_of

from .copies import granted
from .formats import rows_in
from .forms import UploadForm
from .models import Grant, Snapshot, SourceKind
from .snapshots import current, source_of, take

SHOWN_ROWS, SHOWN_SNAPSHOTS = 20, 30


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def dataset_data(request: SignedIn, code: str) -> HttpResponse:
    """Source and snapshots of a data set of one's own department; a handler's POST uploads a new file."""
    dataset, roles = own_dataset(request, code)
    form = UploadForm(request.POST or None, request.FILES or None, dataset=dataset)
    if request.method == "POST":
        if Role.HANDLER not in roles or source_of(dataset).kind != SourceKind.UPLOAD:
            raise Http404
        if form.is_valid():
            dataset.data_file.save(f"{dataset.code}.csv", form.cleaned_data["file"])
            return _taken(request, dataset)
    snapshots = Snapshot.objects.filter(dataset=dataset).select_related("taken_by").order_by("-number")
    context: dict[str, Any] = {
        "dataset": dataset,
        "source": source_of(dataset),
        "snapshots": snapshots[:SHOWN_SNAPSHOTS],
        "form": form,
        "may_change": Role.HANDLER in roles,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return render(request, "delivery/dataset.html", context, status=status)


@login_required
@require_POST
def take_snapshot(request: SignedIn, code: str) -> HttpResponse:
    """Read the source anew."""
    dataset, roles = own_dataset(request, code)
    if Role.HANDLER not in roles:
        raise Http404
    return _taken(request, dataset)


def _taken(request: SignedIn, dataset: Dataset) -> HttpResponse:
    snapshot = take(dataset, request.user, clock.now())
    said = {"number": snapshot.number, "rows": snapshot.rows}
    messages.success(request, _("已生成第 %(number)d 号快照，共 %(rows)d 行。") % said)
    return redirect("dataset-data", dataset.code)


def own_dataset(request: SignedIn, code: str) -> tuple[Dataset, frozenset[str]]:
    """The data set of a department in which the person holds an office, and his roles there; else 404."""
    dataset = get_object_or_404(Dataset.objects.select_related("provider"), code=code)
    held = posts_of(request.user).filter(organisation=dataset.provider, role__in=DEPARTMENT_ROLES)
    roles = frozenset(held.values_list("role", flat=True))
    if not roles:
        raise Http404
    return dataset, roles


@login_required
@require_safe
def preview(request: SignedIn, pk: int) -> HttpResponse:
    """The first rows exactly as the applicant will get them, and what is taken out; for those who deal with the case,
    once the conditions are decided."""
    application = application_in_full(request.user, pk)
    if as_applicant(request.user).filter(pk=application.pk).exists():
        raise Http404
    grant = _grant_to_be(application)
    copied = granted(grant, current(application.dataset, clock.now()))
    with copied.file:
        rows = [row for row, _place in zip(rows_in(copied), range(SHOWN_ROWS), strict=False)]
    titles = {field.name: field.title for field in application.dataset.fields.all()}
    methods = Conditions.from_json(application.decision.conditions).methods
    held = posts_of(request.user).filter(organisation=application.case.provider, role__in=DEPARTMENT_ROLES)
    context: dict[str, Any] = {
        "application": application,
        "sees_source": held.exists(),
        "columns": [(name, titles.get(name, name)) for name in copied.fields],
        "processed": [(titles.get(name, name), METHODS[methods[name]]) for name in copied.fields if name in methods],
        "left_out": [titles.get(name, name) for name in copied.left_out],
        "rows": rows,
        "count": copied.rows,
        "snapshot": Snapshot.objects.filter(dataset=application.dataset).order_by("-number").first(),
    }
    return render(request, "delivery/preview.html", context)


def _grant_to_be(application: Application) -> Grant:
    """The grant as the decision has it, delivered or not; 404 while nothing was granted."""
    decision = getattr(application, "decision", None)
    if decision is None or not decision.conditions:
        raise Http404
    return Grant(application=application, fields=decision.conditions["fields"])
