"""How long did each stage of the reply take, and did it use more than its share? Plain values in, plain values out.

A stage counts the working days in (entered, left], summed over all its stays: so the stages add up to the days the
reply has used. Waiting for the applicant belongs to no stage, nor does asking third parties where that stops the
clock. An overrun (环节超时) is a signal of its own; it moves no due day.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from calendars.index import WorkdayIndex
from calendars.local import local_day

from .states import State

# The stages in the order of a case's life, and the states that each is made of.
STAGES: dict[str, tuple[State, ...]] = {
    "accept": (State.SUBMITTED,),
    "assess": (State.ASSESSING, State.CONSULTING),
    "decide": (State.DECIDING,),
}
STAGE_OF: dict[str, str] = {state.value: stage for stage, states in STAGES.items() for state in states}


class Entry(Protocol):
    """What is read of a journal entry."""

    seq: int
    at: datetime
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class StageStanding:
    """A stage at the end of a day; `used` and `budget` are working days, `is_current`: the case is in it."""

    stage: str
    used: int
    budget: int
    is_current: bool

    @property
    def overrun(self) -> int:
        """Working days beyond the budget; 0 within it."""
        return max(0, self.used - self.budget)


def stage_standing(
    index: WorkdayIndex,
    entries: Iterable[Entry],
    budgets: Mapping[str, int],
    today: date,
    apart: Collection[str] = (),
) -> tuple[StageStanding, ...]:
    """The stages that the case has entered by `today`, in the order of its life.

    `entries` are its journal (in any order), `budgets` working days by stage, `apart` states that
    belong to none. Raises NotCovered past the calendar.
    """
    used: dict[str, int] = {}
    stage, since = "", today
    for entry in sorted(entries, key=lambda entry: entry.seq):
        entered = "" if entry.target in apart else STAGE_OF.get(entry.target, "")
        if entered == stage:
            continue
        on = local_day(entry.at)
        if stage:
            used[stage] = used.get(stage, 0) + index.between(since, on)
        stage, since = entered, on
    if stage:
        used[stage] = used.get(stage, 0) + index.between(since, max(today, since))
    return tuple(
        StageStanding(name, used[name], budgets[name], is_current=name == stage)
        for name in STAGES
        if name in used and name in budgets
    )


def overrun(standings: Iterable[StageStanding]) -> StageStanding | None:
    """The stage that the case is in, where it has used more than its budget."""
    return next((one for one in standings if one.is_current and one.overrun), None)
