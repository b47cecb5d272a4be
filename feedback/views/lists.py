"""Lists: what a person has handed in, and what the office has to deal with."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applications import side
from applications.desk import desk_of
from applications.views.listing import address
from applications.views.review import side_of
from applications.views.signed_in import SignedIn
from jobs import clock

from ..access import Reader
from ..listed import TABS, in_tab, rows, tab_counts, tab_titles
from ..models import Matter

PAGE = 20


@login_required
@require_safe
def mine(request: SignedIn) -> HttpResponse:
    """All that the person has handed in, the latest first, and the demands that he supports."""
    own = Matter.objects.filter(author=request.user).select_related("department", "dataset")
    page = Paginator(own.order_by("-pk"), PAGE).get_page(request.GET.get("page"))
    supported = Matter.objects.public().filter(supports__user=request.user).select_related("department")
    context: dict[str, Any] = {
        "page": page,
        "rows": rows(page.object_list, _today()),
        "supported": supported.annotate(supporters=Count("supports")).order_by("-pk")[:PAGE],
        "crumbs": [(_("首页"), reverse("home")), (_("我的反馈"), "")],
    }
    return render(request, "feedback/mine.html", context)


@login_required
@require_safe
def office(request: SignedIn) -> HttpResponse:
    """Matters of the person's departments, or of all for who oversees; 404 for everyone else."""
    reader = Reader(request.user)
    if not reader.is_official:
        raise Http404
    desk, seen = desk_of(request.user, clock.now()), reader.as_official()
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else next(iter(TABS))
    page = Paginator(in_tab(seen, tab, _today()), PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "reader": reader,
        "page": page,
        "rows": rows(page.object_list, _today()),
        "tabs": _tabs(request, tab_counts(seen, _today()), tab),
        "side": side_of(desk, side.FEEDBACK),
    }
    return render(request, "feedback/office.html", context)


def _tabs(request: SignedIn, counts: dict[str, int], current: str) -> list[dict[str, Any]]:
    first, titles = next(iter(TABS)), tab_titles()
    return [
        {
            "label": titles[tab],
            "url": address(request, tab="" if tab == first else tab),
            "current": tab == current,
            "count": counts[tab],
        }
        for tab in TABS
    ]


def _today() -> date:
    return localdate(clock.now())
