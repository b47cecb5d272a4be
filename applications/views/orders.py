"""The list of supervision orders, for those who oversee and for the departments they are about; and each as a PDF."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jobs import clock

from .. import order_list, side
from ..desk import desk_of
from ..documents.engine import render_order
from ..order_paper import order_facts
from .documents import Text, pdf
from .listing import address
from .review import side_of
from .signed_in import SignedIn

PAGE = 20
FIRST = "unanswered"


@login_required
@require_safe
def orders(request: SignedIn) -> HttpResponse:
    """The orders by what they wait for: an answer, the clearing, or nothing any more."""
    desk = desk_of(request.user, clock.now())
    seen = order_list.orders_seen_by(request.user)
    tab = request.GET.get("tab", "")
    tab = tab if tab in order_list.TABS else FIRST
    page = Paginator(order_list.in_tab(seen, tab), PAGE).get_page(request.GET.get("page"))
    context = {
        "desk": desk,
        "tab": tab,
        "tabs": tabs(request, order_list.tab_counts(seen), tab),
        "page": page,
        "rows": order_list.rows_for(desk, page.object_list),
        "side": side_of(desk, side.ORDERS),
    }
    return render(request, "supervision/orders.html", context)


@login_required
@require_safe
def order(request: SignedIn, pk: int) -> HttpResponseBase:
    """One order as an official document; 404 for everyone who may not see its case as an officer in charge."""
    found = get_object_or_404(order_list.orders_seen_by(request.user), pk=pk)
    facts = order_facts(found)
    name = _("督办单%(number)s.pdf") % {"number": found.number}
    return pdf(request, Text(facts.digest, lambda: render_order(facts)), name)


def tabs(request: HttpRequest, counts: dict[str, int], current: str) -> list[dict[str, Any]]:
    """What the orders wait for."""
    names = {"unanswered": _("待答复"), "answered": _("待销号"), "red": _("红牌督办"), "cleared": _("已销号")}
    return [
        {
            "label": names[tab],
            "url": address(request, tab="" if tab == FIRST else tab),
            "current": tab == current,
            "count": counts[tab],
        }
        for tab in order_list.TABS
    ]
