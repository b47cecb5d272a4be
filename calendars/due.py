"""A working day as the last day of a limit: is it settled, and from which day do warnings go?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple


class Due(NamedTuple):
    """The due day, None while paused. Unless `firm`, a notice to come may move it; in the past it was made
    earlier by one working day at most, so warnings go by `alarm_from`, one working day earlier."""

    on: date | None
    firm: bool
    alarm_from: date | None


PAUSED = Due(None, True, None)


def dues(workdays: Sequence[date], firm_until: date) -> tuple[Due, ...]:
    """Each of the `workdays` (in order) as a due day; those after `firm_until` are not firm."""
    before = [*workdays[:1], *workdays]
    return tuple(
        Due(on, True, on) if on <= firm_until else Due(on, False, earlier)
        for earlier, on in zip(before, workdays, strict=False)
    )
