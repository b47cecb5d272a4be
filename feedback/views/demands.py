"""Demand for data, for everybody to read; who is signed in can support it."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from applications.views.listing import address
from jobs import clock

from .. import words
from ..actions.support import end_support, support
from ..models import Answer, Matter, MatterLimit, Support
from ..models.matter import MatterQuerySet
from ..page import entries_of, face_on, headline
from ..states import PUBLIC, SUPPORTED, MatterState

PAGE = 15
# Characters of a search that are looked at.
LONGEST = 100
# Tabs, by the states they hold.
TABS: dict[str, tuple[MatterState, ...]] = {
    "": PUBLIC,
    "open": (MatterState.WAITING, MatterState.HANDLING),
    "answered": (MatterState.ANSWERED,),
    "opened": (MatterState.OPENED,),
}


@require_safe
def demands(request: HttpRequest) -> HttpResponse:
    """All that a supervisor has assigned, the most wanted first."""
    shown, found = request.GET.get("show", ""), _searched(request)
    shown = shown if shown in TABS else ""
    listed = found.filter(state__in=TABS[shown]).select_related("department", "dataset")
    wanted = listed.annotate(supporters=Count("supports")).order_by("-supporters", "-pk")
    context: dict[str, Any] = {
        "page": Paginator(wanted, PAGE).get_page(request.GET.get("page")),
        "tabs": _tabs(request, found, shown),
        "query": _query(request),
        "show": shown,
        "crumbs": [(_("首页"), reverse("home")), (_("开放需求"), "")],
    }
    return render(request, "feedback/demands.html", context)


def _query(request: HttpRequest) -> str:
    return request.GET.get("q", "").replace("\0", "")[:LONGEST].strip()


def _searched(request: HttpRequest) -> MatterQuerySet:
    words = _query(request).split()
    found = Matter.objects.public()
    for word in words:
        found = found.filter(Q(title__icontains=word) | Q(demand__description__icontains=word))
    return found


def _tabs(request: HttpRequest, found: MatterQuerySet, current: str) -> list[dict[str, Any]]:
    """One query for all counts."""
    names = {"": _("全部"), "open": _("办理中"), "answered": _("已答复"), "opened": _("已开放")}
    counted = found.aggregate(**{f"n_{tab}": Count("pk", filter=Q(state__in=states)) for tab, states in TABS.items()})
    return [
        {
            "label": names[tab],
            "url": address(request, show=tab),
            "current": tab == current,
            "count": counted[f"n_{tab}"],
        }
        for tab in TABS
    ]


@require_safe
def demand(request: HttpRequest, pk: int) -> HttpResponse:
    """One demand, without the name of who asked."""
    found = public_demand(pk, request)
    limit = MatterLimit.objects.filter(matter=found).order_by("-round").first()
    face = face_on(limit, localdate(clock.now())) if limit else None
    context: dict[str, Any] = {
        "matter": found,
        "headline": headline(found, face),
        "answers": Answer.objects.filter(matter=found).order_by("-seq"),
        "entries": words.entries(entries_of(found), office=False, public=True),
        "can_be_supported": found.state in SUPPORTED,
        "is_author": request.user.pk == found.author_id,
        "crumbs": [(_("开放需求"), reverse("demands")), (found.title, "")],
    }
    return render(request, "feedback/demand.html", context)


def public_demand(pk: int, request: HttpRequest) -> Any:
    """With how many support it, and whether the reader does: one query; 404 for what is not public."""
    if pk > 2**63 - 1:
        raise Http404
    mine = Support.objects.filter(matter=OuterRef("pk"), user=request.user.pk or 0)
    rows = Matter.objects.public().select_related("department", "dataset", "demand", "author")
    return get_object_or_404(rows.annotate(supporters=Count("supports"), supported=Exists(mine)), pk=pk)


@require_POST
def support_demand(request: HttpRequest, pk: int) -> HttpResponse:
    """Support it, or take that back; a second click changes nothing. Who signs in first comes back to the demand."""
    if not isinstance(request.user, User):
        return redirect_to_login(reverse("demand", args=[pk]))
    found = public_demand(pk, request)
    if "end" in request.POST:
        end_support(matter=found, actor=request.user)
    else:
        support(matter=found, actor=request.user, now=clock.now())
    return redirect("demand", pk)
