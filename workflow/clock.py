"""When is it due, how does it stand today, and why? Plain values in, plain values out: no database, no now.

The rule: the day of receipt is not counted (Civil Code art. 201), a limit ends at the close of its last
working day (art. 203), only working days count. Let idx(d) be the working days up to and including d. The due
day is working day number target = idx(receipt) + budget; a pause (p, r] that begins by the due day leaves
left = target - idx(p) and moves the target to idx(r) + max(1, left): p still counts, r does not.

A clock is walked by one function, `_walk`, as runs between pauses. The due date is where it ends; the numbers of the
days and the standing are read from the runs it took, so an explanation cannot differ from the date it explains. A clock
without a pause is a walk of one run, which `due` takes in one step.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from calendars.due import PAUSED, Due
from calendars.index import DayKind, DayReason, WorkdayIndex
from calendars.local import local_day

ONE_DAY = timedelta(days=1)


class Mode(StrEnum):
    """What becomes of the days already used when a pause ends."""

    SUSPEND = "suspend"  # the clock goes on with what was left
    RESTART = "restart"  # the whole budget runs again from the end of the pause


class Lamp(StrEnum):
    """The automatic state of a clock. `amber` is the glossary's yellow lamp, which is not a yellow card."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GREY = "grey"
    DONE = "done"


class Place(StrEnum):
    """What a day is to a clock. `pause` is a working day that is not counted, `after` one past the due."""

    RECEIPT = "receipt"
    COUNTED = "counted"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    PAUSE = "pause"
    AFTER = "after"


class PauseImpossible(ValueError):
    """A pause begins before the clock does, or ends before it begins."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Days in (since, until] do not count; `until` None: still paused. `cause` as people shall read it.

    `mode` where it is not the clock's own: asking third parties suspends a clock that a supplement restarts.
    """

    since: date
    until: date | None
    cause: str = ""
    mode: Mode | None = None

    def __post_init__(self) -> None:
        if self.until is not None and self.until < self.since:
            raise PauseImpossible(f"the pause from {self.since} ends before it begins, on {self.until}")


class Terms(NamedTuple):
    """What a due day follows from: the arguments of `due`."""

    received_on: date
    budget: int
    pauses: tuple[Pause, ...] = ()
    mode: Mode = Mode.SUSPEND
    extension: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """How a clock stands at the end of a day. All lengths are working days.

    `left` remains after the day: 0 on the due day, None past it; in a pause, what remains when that ends.
    `used` and `left` make up `budget`, the extension included; past the due day `used` exceeds it by
    `overdue`. On the Saturday after a due Friday the lamp is red and `overdue` still 0. `excluded` counts the
    days that pauses have removed so far.
    """

    lamp: Lamp
    left: int | None
    used: int
    budget: int
    overdue: int
    excluded: int
    due_on: date | None
    firm: bool
    alarm_from: date | None

    @property
    def is_late(self) -> bool:
        return self.left is None


@dataclass(frozen=True, slots=True)
class Day:
    """One day of an explanation. `number` counts 1, 2, 3 ... up to the budget, which is the due day."""

    on: date
    kind: Place
    number: int | None
    name: str  # of the holiday, or the cause of the pause
    doc_no: str  # of the notice that makes it a holiday or a working weekend
    make_up: bool
    is_due: bool
    provisional: bool


class _Run(NamedTuple):
    """The clock runs from the day after `after` up to `through` (None: to the end), towards the working day
    with number `target`. Behind `through` lies `pause`."""

    after: date
    target: int
    through: date | None = None
    pause: Pause | None = None


def due(
    index: WorkdayIndex,
    received_on: date,
    budget: int,
    pauses: Iterable[Pause] = (),
    mode: Mode = Mode.SUSPEND,
    extension: int = 0,
) -> Due:
    """The due day of `budget` + `extension` working days after `received_on`; no day while a pause is open.

    Raises NotCovered past the calendar, PauseImpossible, and ValueError for a budget under one day.
    """
    if not pauses:
        return index.due_after(received_on, budget + extension)
    last = _walk(index, local_day(received_on), budget + extension, tuple(pauses), mode)
    return PAUSED if last is None else index.due_number(last)


def left_in_pause(
    index: WorkdayIndex,
    received_on: date,
    budget: int,
    pauses: Iterable[Pause] = (),
    mode: Mode = Mode.SUSPEND,
    extension: int = 0,
) -> int | None:
    """Working days that remain when the pause that is open ends; None while the clock runs. Errors as for `due`."""
    last = _runs(index, local_day(received_on), budget + extension, pauses, mode)[-1] if pauses else None
    if last is None or last.pause is None:
        return None
    return max(1, last.target - index.count(last.through or last.pause.since))


def due_of_each(index: WorkdayIndex, clocks: Iterable[Terms]) -> Iterator[Due]:
    """`due` for each of many clocks, in order; half a second of one core for a million (bench/million.py)."""
    due_after = index.due_after
    for received_on, budget, pauses, mode, extension in clocks:
        if pauses:
            yield due(index, received_on, budget, pauses, mode, extension)
        else:
            yield due_after(received_on, budget + extension)


def standing(
    index: WorkdayIndex,
    received_on: date,
    budget: int,
    pauses: Iterable[Pause],
    mode: Mode,
    today: date,
    finished_on: date | None = None,
    extension: int = 0,
    amber_at: int = 2,
) -> Standing:
    """How the clock stands on `today`, or stood when it was finished; pauses that begin later are not known.

    Amber from `amber_at` working days left, counted to `alarm_from`; red past the due day; grey in a pause
    that began by it. Errors as for `due`.
    """
    received_on, total = local_day(received_on), budget + extension
    day = local_day(finished_on or today)
    runs = _runs(index, received_on, total, (pause for pause in pauses if pause.since <= day), mode)
    result = _due(index, runs)
    used = _used(index, runs, total, day)
    late = result.on is not None and day > result.on
    return Standing(
        lamp=Lamp.DONE if finished_on else _lamp(runs, day, late, total - used - (not result.firm), amber_at),
        left=None if late else total - used,
        used=used,
        budget=total,
        overdue=max(0, used - total),
        excluded=max(0, index.between(received_on, day) - used),
        due_on=result.on,
        firm=result.firm,
        alarm_from=result.alarm_from,
    )


def explain(
    index: WorkdayIndex,
    received_on: date,
    budget: int,
    pauses: Iterable[Pause],
    mode: Mode,
    until: date,
    extension: int = 0,
) -> tuple[Day, ...]:
    """Every day from `received_on` to the due day, or to `until` if that is later. Errors as for `due`.

    What a pause gives back has no number: the due day on which it began, and in restart mode all days before.
    """
    received_on, total = local_day(received_on), budget + extension
    runs = _runs(index, received_on, total, pauses, mode)
    due_on = _due(index, runs).on
    days = (max(local_day(until), due_on or received_on, received_on) - received_on).days
    return tuple(_day(index, runs, total, received_on + n * ONE_DAY, due_on) for n in range(days + 1))


def _runs(index: WorkdayIndex, received_on: date, total: int, pauses: Iterable[Pause], mode: Mode) -> tuple[_Run, ...]:
    """The runs of the walk, in order."""
    runs: list[_Run] = []
    _walk(index, received_on, total, tuple(pauses), mode, runs)
    return tuple(runs)


def _walk(
    index: WorkdayIndex,
    received_on: date,
    total: int,
    pauses: tuple[Pause, ...],
    mode: Mode,
    runs: list[_Run] | None = None,
) -> int | None:
    """The number of the working day on which the clock ends, None while it is paused; `runs` takes up the way there.

    Pauses that overlap or touch act as one; one that begins after the due day comes too late; one within a day removes
    nothing, so that repeated ones gain no time. Without `runs` it takes a microsecond (bench/due.py).
    """
    if total < 1:
        raise ValueError(f"a limit of {total} working days is none")
    after, target = received_on, index.count(received_on) + total
    for pause in pauses if len(pauses) < 2 else sorted(pauses, key=_begin_and_end):
        since, until = pause.since, pause.until
        if since < after:
            if since < received_on:
                raise PauseImpossible(f"the pause from {since} begins before the receipt, on {received_on}")
            since = after
        due_on = index.nth(target)
        if since > due_on:
            break
        restarts = (pause.mode or mode) == Mode.RESTART
        if not restarts and until is not None and until <= since:
            continue
        if runs is not None:
            _take_up(runs, _Run(after, target, _last_counted(since, due_on), pause), index, restarts, total)
        if until is None:
            return None
        left = total if restarts else max(1, target - index.count(since))
        after = until if until > after else after
        target = index.count(after) + left
    if runs is not None:
        runs.append(_Run(after, target))
    return target


def _begin_and_end(pause: Pause) -> tuple[date, date]:
    return pause.since, pause.until or date.max


def _take_up(runs: list[_Run], run: _Run, index: WorkdayIndex, restarts: bool, total: int) -> None:
    """A run that a pause has ended; of one that restarts the clock, and of all before, no day counts any longer."""
    runs.append(run)
    if restarts:
        runs[:] = [_given_back(index, one, total) for one in runs]


def _last_counted(since: date, due_on: date) -> date:
    """The day a pause begins on still counts, unless it is the due day: that one is given back, because
    max(1, left) leaves a day."""
    return since - ONE_DAY if since == due_on else since


def _given_back(index: WorkdayIndex, run: _Run, total: int) -> _Run:
    """A run before a restart: none of its days counts any longer."""
    return run._replace(target=index.count(run.after) + total, through=run.after)


def _due(index: WorkdayIndex, runs: tuple[_Run, ...]) -> Due:
    last = runs[-1]
    return PAUSED if last.pause else index.due_number(last.target)


def _run_at(runs: tuple[_Run, ...], on: date) -> _Run:
    """The run that `on` belongs to, or whose pause it lies in."""
    return next((run for run in reversed(runs) if on > run.after), runs[0])


def _used(index: WorkdayIndex, runs: tuple[_Run, ...], total: int, day: date) -> int:
    """Working days of the budget that are used at the end of `day`: for a day that counts, its number."""
    run = _run_at(runs, day)
    return max(0, total - run.target + index.count(min(day, run.through or day)))


def _lamp(runs: tuple[_Run, ...], day: date, late: bool, left: int, amber_at: int) -> Lamp:
    if late:
        return Lamp.RED
    paused = any(run.pause and run.pause.since <= day < (run.pause.until or date.max) for run in runs)
    return Lamp.GREY if paused else Lamp.AMBER if left <= amber_at else Lamp.GREEN


def _day(index: WorkdayIndex, runs: tuple[_Run, ...], total: int, on: date, due_on: date | None) -> Day:
    reason, run = index.reason(on), _run_at(runs, on)
    kind = _place(reason, run, on, first=runs[0].after, due_on=due_on)
    holiday = reason.kind in (DayKind.HOLIDAY, DayKind.ESTIMATED)
    return Day(
        on=on,
        kind=kind,
        number=_used(index, runs, total, on) if kind is Place.COUNTED else None,
        name=run.pause.cause if kind is Place.PAUSE and run.pause else reason.name if holiday else "",
        doc_no=reason.doc_no,
        make_up=reason.kind is DayKind.MAKE_UP,
        is_due=on == due_on,
        provisional=not index.firm(on),
    )


def _place(reason: DayReason, run: _Run, on: date, *, first: date, due_on: date | None) -> Place:
    if on == first:
        return Place.RECEIPT
    if not reason.counts:
        return Place.WEEKEND if reason.kind is DayKind.WEEKEND else Place.HOLIDAY
    if run.through and on > run.through:
        return Place.PAUSE
    return Place.AFTER if due_on and on > due_on else Place.COUNTED
