"""Security incidents: one page stops a data set for everybody; another shows who was told, and what was done."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from applications import side
from applications.desk import desk_of
from applications.models import Dataset
from applications.views.review import side_of
from applications.views.signed_in import SignedIn
from jobs import clock
from workflow.access import posts_of

from .. import recording
from ..access import ACTING, incidents_seen_by, is_supervisor, may_act_on
from ..actions.add_measure import add_measure
from ..actions.lift_incident import lift_incident
from ..actions.report_incident import report_incident
from ..forms.incident import IncidentForm, LiftForm, MeasureForm
from ..models import Incident
from ..telling import Told, told_of
from ..words import sentences
from .one_of import one_of

PER_PAGE = 20
PARTS = ("dataset__provider", "reported_by", "lifted_by", "halt")


@login_required
@require_safe
def incidents(request: SignedIn) -> HttpResponse:
    """The newest first."""
    desk = desk_of(request.user, clock.now())
    found = incidents_seen_by(request.user).select_related(*PARTS).order_by("-pk")
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "may_report": stoppable_by(request.user).exists(),
        "side": side_of(desk, side.INCIDENTS),
    }
    return render(request, "conduct/incidents.html", context)


def stoppable_by(user: User) -> QuerySet[Dataset]:
    """Data sets that he may stop: all for a supervisor, else those of the departments he acts for."""
    if is_supervisor(user):
        return Dataset.objects.order_by("code")
    mine = posts_of(user).filter(role__in=ACTING).values("organisation")
    return Dataset.objects.filter(provider__in=mine).order_by("code")


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: SignedIn) -> HttpResponse:
    """A POST stops the data set at once."""
    now = clock.now()
    desk, datasets = desk_of(request.user, now), stoppable_by(request.user)
    if not datasets.exists():
        raise Http404
    initial = {"dataset": datasets.filter(code=request.GET.get("dataset", "")[:40]).first()}
    form = IncidentForm(
        request.POST if request.method == "POST" else None, datasets=datasets, now=now, initial=initial
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = report_incident(
            dataset=said["dataset"], actor=request.user, what=said["what"], noticed_at=said["noticed_at"], now=now
        )  # fmt: skip
        messages.success(request, _("数据集已停用，下载和接口同时停止，有关人员已经通知。"))
        return redirect("incident", made.pk)
    context = {
        "form": form,
        "crumbs": [(_("安全事件"), reverse("incidents")), (_("报告安全事件"), "")],
        "side": side_of(desk, side.INCIDENTS),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "conduct/incident_new.html", context, status=status)


@login_required
@never_cache
@require_safe
def incident(request: SignedIn, pk: int) -> HttpResponse:
    return incident_page(request, one_of(incidents_seen_by(request.user), pk, *PARTS))


@login_required
@require_POST
def measure(request: SignedIn, pk: int) -> HttpResponse:
    found = one_of(incidents_seen_by(request.user), pk, *PARTS)
    form = MeasureForm(request.POST, auto_id="measure-%s")
    if not form.is_valid():
        return incident_page(request, found, wrong=form)
    add_measure(incident=found, actor=request.user, text=form.cleaned_data["text"], now=clock.now())
    messages.success(request, _("处置措施已记录。"))
    return redirect("incident", pk)


@login_required
@require_POST
def lifting(request: SignedIn, pk: int) -> HttpResponse:
    found = one_of(incidents_seen_by(request.user), pk, *PARTS)
    form = LiftForm(request.POST, auto_id="lift-%s")
    if not form.is_valid():
        return incident_page(request, found, wrong=form)
    lift_incident(incident=found, actor=request.user, reason=form.cleaned_data["reason"], now=clock.now())
    messages.success(request, _("已解除停用，数据恢复提供，有关人员已经通知。"))
    return redirect("incident", pk)


def incident_page(request: SignedIn, found: Incident, wrong: Any = None) -> HttpResponse:
    desk = desk_of(request.user, clock.now())
    acts = may_act_on(request.user, found.dataset.provider_id)
    lifts = acts and found.lifted_at is None and found.reported_by_id != request.user.pk
    record = recording.entries_of(found)
    circles = {
        one["person"]: one["circle"] for entry in record if entry.name == "tell" for one in reversed(entry.facts["to"])
    }
    names = {"grants": _("有权领取数据的人员"), "department": _("数据提供单位"), "supervision": _("督办人员")}
    told = [
        (message, names[circles.get(message.recipient_id, "grants")]) for message in told_of(Told.INCIDENT, found.pk)
    ]
    context: dict[str, Any] = {
        "incident": found,
        "told": told,
        "entries": sentences(record),
        "measure_form": (wrong if isinstance(wrong, MeasureForm) else MeasureForm(auto_id="measure-%s"))
        if acts
        else None,
        "lift_form": (wrong if isinstance(wrong, LiftForm) else LiftForm(auto_id="lift-%s")) if lifts else None,
        "waits_for_another": acts and found.lifted_at is None and not lifts,
        "crumbs": [(_("安全事件"), reverse("incidents")), (found.number, "")],
        "side": side_of(desk, side.INCIDENTS),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong is not None else HTTPStatus.OK
    return render(request, "conduct/incident.html", context, status=status)
