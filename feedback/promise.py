"""By when an answer would be owed, told before anybody hands anything in: by the rule and calendar that will count."""

from dataclasses import dataclass
from datetime import date

from calendars.index import NotCovered
from calendars.store import current_index
from workflow.clock import due
from workflow.deadlines import standard_on


@dataclass(frozen=True)
class Promise:
    """`due_on` if it began today; None where the calendar does not reach that far."""

    working_days: int
    due_on: date | None
    firm: bool


def promise(clock: str, today: date) -> Promise:
    """Two queries."""
    standard = standard_on(clock, today)
    try:
        owed = due(current_index(), today, standard.working_days)
    except NotCovered:
        return Promise(standard.working_days, None, False)
    return Promise(standard.working_days, owed.on, owed.firm)
