"""The applicant's list: what waits for him first, each with its clock and what to do next."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case as When
from django.db.models import Count, IntegerField, Prefetch, Q, QuerySet, Value
from django.db.models import When as If
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from calendars.index import WorkdayIndex
from calendars.store import current_index
from workflow.clock import Standing
from workflow.models import OPEN, Case, Deadline
from workflow.states import TERMINAL, TURN, Capacity, State

from .clockface import PRECEDENCE, face_of
from .turns import TURNS, address

PAGE = 20

MINE: list[State] = [state for state, turn in TURN.items() if turn == Capacity.APPLICANT and state != State.IN_USE]
USING: list[State] = [State.IN_USE, State.SUSPENDED]
OFFICE: list[State] = [state for state in State if state not in (State.DRAFT, *MINE, *USING, *TERMINAL)]

# What the list can be narrowed to, in the order of the tabs.
TABS: dict[str, tuple[str | Promise, list[State] | None]] = {
    "": (_("全部"), None),
    "draft": (_("草稿"), [State.DRAFT]),
    "mine": (_("待您办理"), MINE),
    "office": (_("办理中"), OFFICE),
    "using": (_("使用中"), USING),
    "ended": (_("已结束"), list(TERMINAL)),
}


@dataclass(frozen=True)
class Row:
    """One line of the list."""

    case: Case
    standing: Standing | None
    url: str
    act_url: str
    todo: str
    urgent: bool

    @property
    def note(self) -> str:
        """What stands in the first column where no clock runs."""
        agreement = getattr(self.case.application, "agreement", None)
        if self.case.state == State.DRAFT:
            return str(_("尚未提交"))
        if self.case.state in USING and agreement:
            return str(_("%(day)s 到期") % {"day": agreement.ends_on.isoformat()})
        if self.case.state in TERMINAL and self.case.since:
            return str(_("%(day)s 结束") % {"day": localdate(self.case.since).isoformat()})
        return ""


@dataclass(frozen=True)
class MyList:
    rows: list[Row]
    page: Page
    tabs: list[dict[str, Any]]
    show: str


def my_list(mine: QuerySet[Case], show: str, number: str | None, address: Callable[..., str], now: datetime) -> MyList:
    """One page of the list: five queries however long it is (and two more, once, for a calendar not yet known).

    `mine` are the applications that were looked for; `address(show=...)` is that of a tab.
    """
    show = show if show in TABS else ""
    page = Paginator(in_order(narrowed(mine, show)), PAGE).get_page(number)
    index, today = current_index(), localdate(now)
    return MyList([row(case, index, today) for case in page.object_list], page, tabs(mine, show, address), show)


def narrowed(cases: QuerySet[Case], show: str) -> QuerySet[Case]:
    states = TABS[show][1]
    return cases if states is None else cases.filter(state__in=states)


def in_order(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Drafts, then what waits for the applicant, then what goes on, then what has ended; the latest first."""
    rank = When(
        If(state=State.DRAFT, then=Value(0)),
        If(state__in=MINE, then=Value(1)),
        If(state__in=TERMINAL, then=Value(3)),
        default=Value(2),
        output_field=IntegerField(),
    )
    running = Prefetch("deadlines", Deadline.objects.filter(status__in=OPEN).order_by("pk"), to_attr="running")
    parts = ("application__dataset", "application__agreement", "body", "applicant")
    return cases.select_related(*parts).prefetch_related(running).order_by(rank, "-pk")


def tabs(cases: QuerySet[Case], show: str, address: Callable[..., str]) -> list[dict[str, Any]]:
    """The tabs with their counts: one query."""
    wanted = {name or "all": Q(state__in=states) if states else Q() for name, (_label, states) in TABS.items()}
    counts = cases.order_by().aggregate(**{name: Count("pk", filter=wish) for name, wish in wanted.items()})
    return [
        {"label": label, "url": address(show=name), "current": name == show, "count": counts[name or "all"]}
        for name, (label, _states) in TABS.items()
    ]


def row(case: Case, index: WorkdayIndex, today: date) -> Row:
    """The clock that counts for the applicant, and what he can do."""
    running: Iterable[Deadline] = case.running  # type: ignore[attr-defined]
    counting = min(running, key=lambda deadline: PRECEDENCE.index(deadline.clock), default=None)
    turn = TURNS[State(case.state)]
    act = turn.tone == "act"
    page = reverse("draft" if case.state == State.DRAFT else "application", args=[case.pk])
    return Row(
        case=case,
        standing=face_of(counting, index, today).standing if counting else None,
        url=page,
        act_url=f"{page}?step=next" if case.state == State.DRAFT else acting_at(case, page),
        todo=str(turn.action) if turn.action else str(_("查看进度")),
        urgent=act,
    )


def acting_at(case: Case, page: str) -> str:
    """Where he acts: a place on the progress page, or a page of its own."""
    place = TURNS[State(case.state)].place
    return page if place.startswith("#") else address(case.application, place) or page
