"""The supervisor's pages: figures across departments, what needs a hand, and the cases behind every figure."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import User
from jobs import clock

from .. import oversight, side
from .. import queue as work
from ..attention import first_to_decide
from ..board import board
from ..desk import Desk, desk_of
from ..expected_late import expected_late, listed, paces
from ..extensions import requests
from ..figure_words import DATED, MEANINGS, TITLES
from ..forms.queue_filter import OversightFilter
from ..office_clock import Clocked, given_face, office_face
from ..periods import Period, month_key, month_of, months_back, period_named
from .listing import address, listing
from .signed_in import SignedIn


def overseeing_desk(user: User) -> Desk:
    """The desk of someone who looks across departments; 404 for everyone else."""
    desk = desk_of(user, clock.now())
    if not desk.oversees:
        raise Http404
    return desk


def side_for(desk: Desk, current: str) -> side.Menu:
    """The menu with the month's figures."""
    month = oversight.totals(desk.visible(), desk, month_of(desk.today))
    return side.supervisor_side(month, current, presses=desk.may_press)


@login_required
@require_safe
def overview(request: SignedIn) -> HttpResponse:
    """The month's figures, what needs a hand, and how the departments stand."""
    desk = overseeing_desk(request.user)
    figures = oversight.totals(desk.visible(), desk, month_of(desk.today))
    context = {
        "now": clock.now(),
        "desk": desk,
        "figures": figures,
        "side": side.supervisor_side(figures, "overview", presses=desk.may_press),
        "last_month": month_key(months_back(desk.today, 1)),
        **board(desk),
    }
    return render(request, "supervision/overview.html", context)


@login_required
@require_safe
def cases(request: SignedIn) -> HttpResponse:
    """The cases behind a figure, with the filters of the queue."""
    desk = overseeing_desk(request.user)
    figure = request.GET.get("figure", "")
    figure = figure if figure in (*oversight.FIGURES, *oversight.AT_THE_END) else oversight.FIGURES[0]
    period = period_named(request.GET.get("period", ""), desk.today)
    context = {
        "desk": desk,
        "period": period,
        "title": TITLES[figure],
        "meaning": MEANINGS[figure],
        "dated": figure in DATED,
        "tabs": tabs(request, oversight.totals(filtered(request, desk), desk, period), figure),
        "side": side_for(desk, figure),
        **behind(request, desk, figure, period),
    }
    return render(request, "supervision/cases.html", context)


@login_required
@require_safe
def extensions(request: SignedIn) -> HttpResponse:
    """Requests for more time that nobody has decided, with the day each would lead to."""
    desk = overseeing_desk(request.user)
    page = Paginator(first_to_decide(desk.visible()), work.PAGE).get_page(request.GET.get("page"))
    context = {
        "desk": desk,
        "page": page,
        "asked": requests(desk, page.object_list),
        "side": side_for(desk, side.EXTENSIONS),
    }
    return render(request, "supervision/extensions.html", context)


@login_required
@require_safe
def forecast(request: SignedIn) -> HttpResponse:
    """Cases whose reply will be late if their departments go on as lately, and why each is listed."""
    desk = overseeing_desk(request.user)
    found = paces(desk)
    late = expected_late(desk.visible(), desk, found)
    page = Paginator(work.with_parts(work.in_order(late)), work.PAGE).get_page(request.GET.get("page"))
    context = {
        "desk": desk,
        "page": page,
        "rows": listed(page.object_list, desk, found),
        "side": side_for(desk, side.FORECAST),
    }
    return render(request, "supervision/forecast.html", context)


def filtered(request: HttpRequest, desk: Desk) -> Clocked:
    """All cases under the filters of the address."""
    cases: Clocked = OversightFilter(request.GET, queryset=desk.visible(), request=request).qs
    return cases


def behind(request: HttpRequest, desk: Desk, figure: str, period: Period) -> dict[str, Any]:
    """The list: replies given are shown as they ended, all other cases by the clock that counts now."""
    given = figure in oversight.GIVEN
    return listing(
        request,
        desk,
        oversight.behind(figure, desk.visible(), desk, period),
        filters=OversightFilter,
        order=oversight.latest_reply_first if given else work.in_order,
        face=given_face if given else office_face,
        by_lamp=not given,
    )


def tabs(request: HttpRequest, counted: oversight.Totals, current: str) -> list[dict[str, Any]]:
    """One tab for each figure, counted under the present filters."""
    return [
        {
            "label": TITLES[figure],
            "url": address(request, figure=figure, lamp=""),
            "current": figure == current,
            "count": getattr(counted, figure),
        }
        for figure in oversight.FIGURES
    ]
