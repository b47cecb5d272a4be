"""The cases that the forecast lists (applications.forecast), found in SQL, each with its sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import itemgetter

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from calendars.index import WorkdayIndex
from calendars.local import local_day
from workflow.models import Case, Deadline, DeadlineStatus, Event
from workflow.states import State

from .attention import midnight
from .desk import Desk
from .forecast import AHEAD, Forecast, Pace, forecast, pace_of, stays_of
from .office_clock import ENDED, Clocked
from .overruns import budgets, in_force
from .oversight import reply_deadlines
from .stage_words import short

LATEST = 30  # replies of a department that its pace is taken from
LATELY = timedelta(days=92)

Paces = Mapping[int, Pace]


def paces(desk: Desk) -> dict[int, Pace]:
    """The pace of every department whose reply clocks run: four queries, at most LATEST journals a department."""
    running = reply_deadlines().filter(status=DeadlineStatus.RUNNING, due_on__gte=desk.today)
    providers = set(running.order_by().values_list("case__provider", flat=True).distinct())
    stays = latest_stays(providers, desk.index, desk.today)
    standard = in_force(budgets(), desk.today)
    return {provider: pace_of(stays.get(provider, {}), standard) for provider in providers}


def latest_stays(providers: Iterable[int], index: WorkdayIndex, today: date) -> dict[int, dict[State, list[int]]]:
    """The days at each stage of the latest replies of the departments: two queries."""
    replied = latest_replies(providers, today)
    found: dict[int, dict[State, list[int]]] = {}
    moves = Event.objects.filter(case__in=replied, kind="move").order_by("case", "seq")
    for case, entries in groupby(moves.values_list("case_id", "at", "target"), key=itemgetter(0)):
        stays = found.setdefault(replied[case], {})
        for state, days in stays_of(index, [(local_day(at), target) for _case, at, target in entries]).items():
            stays.setdefault(state, []).append(days)
    return found


def latest_replies(providers: Iterable[int], today: date) -> dict[int, int]:
    """The cases of the latest replies, with their departments: one query."""
    given = reply_deadlines().filter(
        case__provider__in=providers, status__in=ENDED, finished_on__gt=today - LATELY, finished_on__lte=today
    )
    place = Window(RowNumber(), partition_by=F("case__provider"), order_by=[F("finished_on").desc(), F("pk").desc()])
    ranked = given.order_by().annotate(place=place).filter(place__lte=LATEST)
    return dict(ranked.values_list("case_id", "case__provider"))


def expected_late(cases: Clocked, desk: Desk, found: Paces) -> Clocked:
    """Those of the cases that the forecast would list: the same rule as a condition."""
    wanted = Q(pk__in=[])
    for (state, here, ahead), providers in alike(found).items():
        late = in_stage(desk.index, desk.today, here, ahead)
        wanted |= Q(case__state=state, case__provider__in=providers) & late
    running = reply_deadlines().filter(status=DeadlineStatus.RUNNING, due_on__gte=desk.today)
    return cases.filter(pk__in=running.filter(wanted).order_by().values("case"))


def alike(found: Paces) -> dict[tuple[State, int, int], list[int]]:
    """The departments by what their pace makes of a stage: days there, and days ahead."""
    groups: dict[tuple[State, int, int], list[int]] = {}
    for provider, pace in sorted(found.items()):
        for state in AHEAD:
            groups.setdefault((state, pace.days[state], pace.ahead_of(state)), []).append(provider)
    return groups


def in_stage(index: WorkdayIndex, today: date, here: int, ahead: int) -> Q:
    """Reply deadlines that end before a case in a stage can be expected to: it leaves today at the earliest, and later
    if it came within the last `here` working days."""
    late, day = Q(due_on__lt=index.add(today, ahead)), today
    while (leaves_on := index.add(day, here)) > today:
        late |= Q(case__since__gte=midnight(day), due_on__lt=index.add(leaves_on, ahead), **until(day, today))
        day -= timedelta(days=1)
    return late


def until(day: date, today: date) -> dict[str, datetime]:
    """Up to the end of the day; what came in the future of today belongs to today."""
    return {} if day == today else {"case__since__lt": midnight(day + timedelta(days=1))}


@dataclass(frozen=True)
class Listed:
    """A case of the list, its forecast, and why it is there."""

    case: Case
    forecast: Forecast
    why: str


def listed(cases: Iterable[Case], desk: Desk, found: Paces) -> list[Listed]:
    """The cases of one page (see queue.with_parts), with their sentences."""
    rows = []
    for case in cases:
        reply = next(one for one in case.deadlines.all() if is_running(one))
        assert case.since is not None and reply.due_on is not None
        state, pace = State(case.state), found[case.provider_id]
        told = forecast(desk.index, state, local_day(case.since), reply.due_on, desk.today, pace)
        if told:
            rows.append(Listed(case, told, why(told)))
    return rows


def is_running(deadline: Deadline) -> bool:
    """The clock that the forecast is about."""
    return deadline.clock == "valid_reply" and deadline.status == DeadlineStatus.RUNNING


def why(told: Forecast) -> str:
    """One sentence: what is usual at each stage, the day that comes of it, and how far that is past the limit."""
    here = _("%(stage)s已用 %(used)d 个工作日，%(usual)s") % {
        "stage": short(told.state), "used": told.used, "usual": usual(told.pace, told.state),
    }  # fmt: skip
    ahead = [
        _("其后%(stage)s%(usual)s") % {"stage": short(state), "usual": usual(told.pace, state)}
        for state in AHEAD[told.state]
    ]
    comes = _("预计 %(day)s 答复，比届满日晚 %(n)d 个工作日。") % {
        "day": told.expected_on.isoformat(), "n": told.behind,
    }  # fmt: skip
    return _("；").join([here, *ahead, comes])


def usual(pace: Pace, state: State) -> str:
    """By the department's own replies, or by the stage's budget."""
    measured = state in pace.measured
    said = _("该部门近期通常用 %(n)d 个") if measured else _("按环节标准为 %(n)d 个")
    return said % {"n": pace.days[state]}
