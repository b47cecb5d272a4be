"""A list of cases as a page shows it: filtered, counted by lamp, ordered and cut into pages, all by its address."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _

from workflow.clock import Lamp

from .. import queue as work
from .. import queue_rows
from ..desk import Desk
from ..forms.queue_filter import CaseFilter
from ..merged import Merged
from ..office_clock import OPEN_LAMPS, Clocked, lamp_counts, office_face

# Parameters that a search keeps as they are.
KEPT = ("tab", "figure", "period", "lamp")


def listing(
    request: HttpRequest,
    desk: Desk,
    cases: Clocked,
    *,
    filters: type[CaseFilter],
    order: Callable[[Clocked], Clocked] = work.in_order,
    face: queue_rows.ChooseFace = office_face,
    by_lamp: bool = True,
    counted: dict[str, int] | None = None,
    reach: int | None = None,
    halves: Sequence[Clocked] = (),
) -> dict[str, Any]:
    """The context of templates/review/listing.html. `by_lamp`: these cases have clocks that run; `counted`: how many
    there are, and stand under each lamp, without any filter, where that is known; `reach`: how many of a list without
    end are shown; `halves`: the same cases in lists that have none in common, where they are counted quicker.
    """
    filtered = filters(request.GET, queryset=cases, request=request)
    lamp = lamp_of(request) if by_lamp else ""
    filtered.is_valid()
    lists = [filtered.filter_queryset(one) for one in halves or [cases]]
    if counted is None or any(filtered.form.cleaned_data.values()):
        counted = sum_of(lamp_counts(one, desk.lamps) for one in lists) if by_lamp else None
    ordered = [order(one.filter(desk.lamps.condition(Lamp(lamp))) if lamp else one) for one in lists]
    keys: Any = Merged(ordered) if halves else ordered[0].values_list("pk", flat=True)[:reach]
    paginator = Paginator(keys, work.PAGE)
    if counted is not None:
        paginator.count = counted[lamp or "all"]
    page = paginator.get_page(request.GET.get("page"))
    return {
        "filter": filtered.form,
        "filtering": bool(lamp) or any(filtered.form.cleaned_data.values()),
        "kept": [(name, request.GET[name]) for name in KEPT if request.GET.get(name)],
        "unfiltered": unfiltered(request),
        "chips": chips(request, counted, lamp) if by_lamp and counted is not None else [],
        "page": page,
        "rows": queue_rows.rows(desk, work.in_this_order(page.object_list), face),
    }


def sum_of(counts: Iterable[dict[str, int]]) -> dict[str, int]:
    """The counts of lists that have none in common."""
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    return total


def chosen_cases(
    request: HttpRequest,
    desk: Desk,
    cases: Clocked,
    *,
    filters: type[CaseFilter],
    order: Callable[[Clocked], Clocked] = work.in_order,
    by_lamp: bool = True,
) -> Clocked:
    """The whole list behind the address, in its order, without pages."""
    chosen, lamp = filters(request.GET, queryset=cases, request=request).qs, lamp_of(request) if by_lamp else ""
    ordered: Clocked = order(chosen.filter(desk.lamps.condition(Lamp(lamp))) if lamp else chosen)
    return ordered


def lamp_of(request: HttpRequest) -> str:
    """The lamp that is chosen by the address; empty for any other word."""
    lamp = request.GET.get("lamp", "")
    return lamp if lamp in OPEN_LAMPS else ""


def chips(request: HttpRequest, counted: dict[str, int], current: str) -> list[dict[str, Any]]:
    """All, and one chip for each lamp of an open clock."""
    labels = [("", _("全部")), ("red", _("超期")), ("amber", _("临期")), ("green", _("正常")), ("grey", _("暂停计时"))]
    return [
        {
            "label": label,
            "url": address(request, lamp=lamp),
            "current": lamp == current,
            "count": counted[lamp or "all"],
            "lamp": lamp,
        }
        for lamp, label in labels
    ]


def address(request: HttpRequest, **changes: str) -> str:
    """The present address with some parameters changed, or taken out where they are empty; on the first page."""
    query = request.GET.copy()
    query.pop("page", None)
    for name, value in changes.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"{request.path}?{query.urlencode()}" if query else request.path


def unfiltered(request: HttpRequest) -> str:
    """The present list without any filter."""
    dropped = {name: "" for name in request.GET if name not in ("tab", "figure", "period")}
    return address(request, **dropped)
