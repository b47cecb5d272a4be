"""What opens at once, for its department: what is judged beforehand, and the daily sample that people look at again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.roles import Role
from jobs import clock

from .. import side
from ..desk import Desk, desk_of
from ..fast_track import standing_of
from ..forms.standing import StandingForm
from ..models import Dataset, Sample, SpotCheck, StandingAssessment
from ..standing_drafts import assess_beforehand, confirm
from .review import side_of
from .signed_in import SignedIn

LISTED = 50


@login_required
@require_safe
def fast_track(request: SignedIn) -> HttpResponse:
    """The data sets of his departments that open at once, and what was drawn of late; all for those who oversee."""
    desk = desk_of(request.user, clock.now())
    datasets = [
        (dataset, standing_of(dataset.pk), _latest(dataset))
        for dataset in Dataset.objects.filter(reach(desk, "provider"), fast_track=True).select_related("provider")
    ]
    checks = SpotCheck.objects.filter(reach(desk, "sample__provider"))
    parts = ("sample", "checked_by", "application__case__body", "application__case__applicant", "application__dataset")
    context = {
        "datasets": datasets,
        "checks": checks.select_related(*parts).order_by("checked_at", "-pk")[:LISTED],
        "samples": Sample.objects.filter(reach(desk, "provider")).select_related("provider")[:LISTED],
        "side": side_of(desk, side.FAST_TRACK),
    }
    return render(request, "review/fast_track.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def standing(request: SignedIn, code: str) -> HttpResponse:
    """What is judged beforehand of one data set; its assessors may judge it anew."""
    desk = desk_of(request.user, clock.now())
    dataset = get_object_or_404(Dataset.objects.filter(reach(desk, "provider"), fast_track=True), code=code)
    latest, writes = _latest(dataset), holds(desk, dataset, Role.RISK_ASSESSOR)
    form = StandingForm(request.POST or None, latest=latest)
    if request.method == "POST":
        if not writes:
            raise Http404
        if form.is_valid():
            assess_beforehand(dataset=dataset, actor=request.user, now=clock.now(), **form.said())
            messages.success(request, _("预先评估已提交，待签发人确认后生效。"))
            return redirect("standing", code)
    context = {
        "dataset": dataset,
        "form": form,
        "latest": latest,
        "writes": writes,
        "confirms": bool(latest and not latest.confirmed_at) and holds(desk, dataset, Role.APPROVER),
        "crumbs": [(_("免申即用"), reverse("fast-track")), (dataset.title, "")],
        "side": side_of(desk, side.FAST_TRACK),
    }
    return render(request, "review/standing.html", context)


@login_required
@require_POST
def standing_confirm(request: SignedIn, code: str, pk: int) -> HttpResponse:
    """An approver of the department puts it in force."""
    desk = desk_of(request.user, clock.now())
    row = get_object_or_404(StandingAssessment.objects.select_related("dataset"), pk=pk, dataset__code=code)
    if not holds(desk, row.dataset, Role.APPROVER):
        raise Http404
    confirm(standing=row, actor=request.user, now=clock.now())
    messages.success(request, _("预先评估已确认，此后符合条件的申请由系统即时办理。"))
    return redirect("standing", code)


def _latest(dataset: Dataset) -> StandingAssessment | None:
    found = StandingAssessment.objects.filter(dataset=dataset).select_related("by", "confirmed_by")
    return found.order_by("-pk").first()


def reach(desk: Desk, column: str) -> Q:
    """What is of his departments by a column; everything for those who oversee."""
    return Q() if desk.oversees else Q(**{f"{column}__in": desk.department_keys})


def holds(desk: Desk, dataset: Dataset, role: Role) -> bool:
    """Whether he has a role in the department of a data set."""
    return any(post.role == role and post.organisation_id == dataset.provider_id for post in desk.memberships)
