"""The supervisor's list of supervision orders."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .. import order_list, oversight, side
from .listing import address
from .signed_in import SignedIn
from .supervision import overseeing_desk

PAGE = 20
FIRST = "unanswered"


@login_required
@require_safe
def orders(request: SignedIn) -> HttpResponse:
    """The orders by what they wait for: an answer, the clearing, or nothing any more."""
    desk = overseeing_desk(request.user)
    seen = order_list.orders_seen_by(request.user)
    tab = request.GET.get("tab", "")
    tab = tab if tab in order_list.TABS else FIRST
    page = Paginator(order_list.in_tab(seen, tab), PAGE).get_page(request.GET.get("page"))
    totals = oversight.totals(desk.visible(), desk, oversight.month_of(desk.today))
    context = {
        "desk": desk,
        "tab": tab,
        "tabs": tabs(request, order_list.tab_counts(seen), tab),
        "page": page,
        "rows": order_list.rows(page.object_list, desk.index, desk.today),
        "side": side.supervisor_side(totals, "orders", presses=desk.may_press),
    }
    return render(request, "supervision/orders.html", context)


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
