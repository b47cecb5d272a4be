"""Which stage of a case has used more than its share (环节超时), as the queue and the case page show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from calendars.index import WorkdayIndex
from calendars.local import local_day
from workflow.deadlines import consultation_pauses
from workflow.models import Case, Event, Stage, StageBudget
from workflow.stages import STAGE_OF, StageStanding, overrun, stage_standing
from workflow.states import State

Budgets = list[tuple[str, int, date]]


def budgets() -> Budgets:
    """All budgets, the oldest first: one query."""
    return list(StageBudget.objects.order_by("valid_from").values_list("stage", "working_days", "valid_from"))


def in_force(every: Budgets, received_on: date) -> dict[str, int]:
    """Those that hold for a case received on a day."""
    return {stage: days for stage, days, valid_from in every if valid_from <= received_on}


def apart(case: Case) -> tuple[State, ...]:
    """States in which the reply's clock stands still belong to no stage."""
    return (State.CONSULTING,) if consultation_pauses(case) else ()


def standings(case: Case, events: Iterable[Event], index: WorkdayIndex, today: date) -> tuple[StageStanding, ...]:
    """The stages of one case from its journal: one query, for the budgets."""
    if case.received_at is None:
        return ()
    moves = [event for event in events if event.kind == "move"]
    return stage_standing(index, moves, in_force(budgets(), local_day(case.received_at)), today, apart(case))


def overrun_stages(
    cases: Iterable[Case], entries: Iterable[Any], index: WorkdayIndex, today: date
) -> dict[int, StageStanding]:
    """The cases of a page whose present stage is over its budget, by their journals (rows with what
    workflow.stages.Entry has, case_id and kind); one query, none where no case is in a stage."""
    staged = {case.pk: case for case in cases if case.state in STAGE_OF and case.received_at}
    if not staged:
        return {}
    every, moves = budgets(), dict[int, list[Any]]()
    for event in entries:
        if event.kind == "move":
            moves.setdefault(event.case_id, []).append(event)
    found = {
        pk: overrun(
            stage_standing(index, moves.get(pk, []), in_force(every, local_day(case.received_at)), today, apart(case))
        )
        for pk, case in staged.items()
        if case.received_at
    }
    return {pk: standing for pk, standing in found.items() if standing}


@dataclass(frozen=True)
class LabelledStage:
    """A stage and its name."""

    label: str
    standing: StageStanding


def labelled(standings: Iterable[StageStanding]) -> list[LabelledStage]:
    """For the page of a case."""
    return [LabelledStage(str(Stage(one.stage).label), one) for one in standings]


def overrun_words(standing: StageStanding) -> str:
    """评估已用 3 个工作日，标准 2 个."""
    words = _("%(stage)s已用 %(used)d 个工作日，标准 %(budget)d 个")
    return words % {"stage": Stage(standing.stage).label, "used": standing.used, "budget": standing.budget}
