"""Which replies will be late if their departments go on as they did lately? Plain values in, plain values out.

A case leaves its present stage when the department's usual time there is over, today at the earliest, and then takes
its usual time at each stage that lies ahead. Usual is what half of the department's latest replies did not exceed;
where there are too few of them, the stage's budget counts. A case whose expected day lies past its due day is listed,
with the sentence that says why. The clock must run: paused and overdue ones are told of elsewhere.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median_high

from calendars.index import WorkdayIndex
from workflow.stages import STAGE_OF
from workflow.states import State

# The stages that lie ahead of each; other departments are asked only where the assessment calls for it.
AHEAD: dict[State, tuple[State, ...]] = {
    State.SUBMITTED: (State.ASSESSING, State.DECIDING),
    State.ASSESSING: (State.DECIDING,),
    State.CONSULTING: (State.DECIDING,),
    State.DECIDING: (),
}
ENOUGH = 5  # replies from which a usual time can be told


@dataclass(frozen=True)
class Pace:
    """Working days that a department takes at each stage; `measured` are the stages where its own replies say so."""

    days: Mapping[State, int]
    measured: frozenset[State] = frozenset()

    def ahead_of(self, state: State) -> int:
        """Working days at the stages that lie ahead."""
        return sum(self.days[stage] for stage in AHEAD[state])


@dataclass(frozen=True)
class Forecast:
    """A reply that will be late. `used` are working days at the present stage so far; `behind` those by which the
    expected day lies past the due day."""

    state: State
    used: int
    pace: Pace
    due_on: date
    expected_on: date
    behind: int


def pace_of(stays: Mapping[State, Collection[int]], budgets: Mapping[str, int]) -> Pace:
    """The pace of a department; `stays` are the working days that its latest replies spent at each stage, `budgets`
    working days by stage."""
    measured = frozenset(state for state in AHEAD if len(stays.get(state, ())) >= ENOUGH)
    days = {
        state: median_high(stays[state]) if state in measured else budgets.get(STAGE_OF[state], 1) for state in AHEAD
    }
    return Pace(days, measured)


def expected_on(index: WorkdayIndex, state: State, since_on: date, today: date, pace: Pace) -> date:
    """The day on which a reply can be expected from a case that came into its stage on `since_on`."""
    leaves_on = max(index.add(since_on, pace.days[state]), today)
    return index.add(leaves_on, pace.ahead_of(state))


def forecast(
    index: WorkdayIndex, state: State, since_on: date, due_on: date, today: date, pace: Pace
) -> Forecast | None:
    """None where the reply can be expected in time, and where it is late already."""
    expected = expected_on(index, state, since_on, today, pace)
    if due_on < today or expected <= due_on:
        return None
    used = index.between(since_on, today) if since_on < today else 0
    return Forecast(state, used, pace, due_on, expected, index.between(due_on, expected))


def stays_of(index: WorkdayIndex, moves: Iterable[tuple[date, str]]) -> dict[State, int]:
    """Working days that one case spent at each stage it came to; `moves` are the days and targets of its journal, in
    order. Several stays at a stage are added up."""
    found: dict[State, int] = {}
    state, since = None, None
    for on, target in moves:
        if state is not None and since is not None:
            found[state] = found.get(state, 0) + index.between(since, on)
        state, since = next((one for one in AHEAD if one == target), None), on
    return found
