"""Matters as lists show them: by what they wait for, each with how its limit stands."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from applications.clockface import Face
from calendars.store import current_index
from workflow.time_limit import OPEN

from .models import Matter, MatterLimit, MatterOrder
from .models.matter import MatterQuerySet
from .page import face_on
from .states import OWED, MatterState


@dataclass(frozen=True)
class Row:
    """One matter; `face` is its latest limit, None where there was none."""

    matter: Matter
    face: Face | None


def rows(matters: Iterable[Matter], today: date) -> list[Row]:
    """With their latest limits: two queries for all, and those for calendars that are not at hand."""
    listed, index = list(matters), current_index()
    limits = MatterLimit.objects.filter(matter__in=[one.pk for one in listed]).order_by("round")
    latest = {limit.matter_id: limit for limit in limits}
    return [Row(one, face_on(latest[one.pk], today, index) if one.pk in latest else None) for one in listed]


def overdue(today: date) -> Q:
    """The limit has passed and nobody has answered."""
    late = MatterLimit.objects.filter(matter=OuterRef("pk"), status__in=OPEN, due_on__lt=today)
    return Q(Exists(late))


def with_an_order(_today: date) -> Q:
    """A supervision order stands about it."""
    return Q(Exists(MatterOrder.objects.filter(limit__matter=OuterRef("pk"), cleared_at__isnull=True)))


# The tabs, in the order in which they ask for action.
TABS: dict[str, Callable[[date], Q]] = {
    "todo": lambda _today: Q(state__in=OWED),
    "overdue": overdue,
    "unassigned": lambda _today: Q(state=MatterState.UNASSIGNED),
    "disputed": lambda _today: Q(state=MatterState.DISPUTED),
    "ordered": with_an_order,
    "promised": lambda _today: Q(state=MatterState.ANSWERED, kind="demand"),
    "done": lambda _today: ~Q(state__in=OWED),
}


def tab_titles() -> dict[str, str]:
    return {
        "todo": _("待办"), "overdue": _("超期"), "unassigned": _("待分派"), "disputed": _("待复查"),
        "ordered": _("督办"), "promised": _("已答复需求"), "done": _("已答复和办结"),
    }  # fmt: skip


def tab_counts(seen: MatterQuerySet, today: date) -> dict[str, int]:
    """One query."""
    counted: dict[str, Any] = seen.order_by().aggregate(
        **{tab: Count("pk", filter=rule(today)) for tab, rule in TABS.items()}
    )
    return counted


def in_tab(seen: MatterQuerySet, tab: str, today: date) -> MatterQuerySet:
    """What is owed by its limit, what has none yet by its receipt; what is done, the latest first."""
    found = seen.filter(TABS[tab](today)).select_related("department", "handler", "dataset")
    if tab in ("done", "promised"):
        return found.order_by("-since", "-pk")
    limit = MatterLimit.objects.filter(matter=OuterRef("pk"), status__in=OPEN)
    return found.annotate(due_on=Subquery(limit.values("due_on")[:1])).order_by(
        F("due_on").asc(nulls_first=True), "received_at", "pk"
    )
