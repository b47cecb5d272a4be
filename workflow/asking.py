"""A question about a due date as text, from the command line or a file, turned into values."""

from dataclasses import dataclass
from datetime import date, datetime

from calendars.index import WorkdayIndex
from calendars.local import local_day

from .clock import Due, Mode, Pause, due


class Unanswerable(ValueError):
    """The question cannot be read; the message says which part, and what was expected."""


@dataclass(frozen=True)
class Question:
    """When is it due? `received_on` is a day in Asia/Shanghai, `budget` working days."""

    received_on: date
    budget: int
    pauses: tuple[Pause, ...] = ()
    mode: Mode = Mode.SUSPEND

    def answer(self, index: WorkdayIndex) -> Due:
        """By the one function that computes every deadline."""
        return due(index, self.received_on, self.budget, self.pauses, self.mode)


def question(received_at: str, working_days: str, pauses: str = "", mode: str = "") -> Question:
    """Read the four parts. Raises Unanswerable."""
    try:
        budget = int(working_days)
    except ValueError:
        raise Unanswerable(f"working days: a whole number expected, not {working_days!r}") from None
    if budget < 1:
        raise Unanswerable(f"working days: at least 1 expected, not {budget}")
    try:
        chosen = Mode(mode.strip() or Mode.SUSPEND)
    except ValueError:
        raise Unanswerable(f"mode: suspend or restart expected, not {mode!r}") from None
    return Question(day(received_at), budget, _pauses(pauses), chosen)


def day(text: str) -> date:
    """A date (2026-09-28) or a moment with its offset (2026-09-28T17:00:00+08:00), as a day in Asia/Shanghai."""
    text = text.strip()
    try:
        return date.fromisoformat(text) if len(text) <= 10 else local_day(datetime.fromisoformat(text))
    except ValueError as error:
        raise Unanswerable(f"{text!r}: a date, or a moment with its offset from UTC, expected ({error})") from None


def _pauses(text: str) -> tuple[Pause, ...]:
    """Pauses such as 2026-09-14/2026-09-18;2026-09-21/ (an open one has no end)."""
    found = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        since, slash, until = part.partition("/")
        if not slash:
            raise Unanswerable(f"{part!r}: a pause is written from/to, or from/ while it is open")
        try:
            found.append(Pause(day(since), day(until) if until.strip() else None, "pause"))
        except Unanswerable:
            raise
        except ValueError as error:
            raise Unanswerable(str(error)) from None
    return tuple(found)
