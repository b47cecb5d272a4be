"""A question about a due date as text, from the command line or a file, turned into values."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from calendars.due import Due
from calendars.index import WorkdayIndex
from calendars.local import local_day

from .clock import Day, Mode, Pause, due, explain

WHOLE_NUMBER = re.compile(r"[+-]?[0-9]{1,9}")
WANTED = ("received_at", "working_days")


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
        """By the one function that computes every deadline. Raises Unanswerable while an open pause leaves no day."""
        found = due(index, self.received_on, self.budget, self.pauses, self.mode)
        if found.on is None:
            open_since = min(pause.since for pause in self.pauses if pause.until is None)
            raise Unanswerable(f"paused since {open_since}: there is no due day before the pause has its end, from/to")
        return found

    def explanation(self, index: WorkdayIndex) -> tuple[Day, ...]:
        """Every day up to the due day, or to the last that a pause names."""
        named = [day for pause in self.pauses for day in (pause.since, pause.until) if day]
        until = max([self.received_on, *named])
        return explain(index, self.received_on, self.budget, self.pauses, self.mode, until)


def question(received_at: str, working_days: str, pauses: str = "", mode: str = "") -> Question:
    """Read the four parts. Raises Unanswerable."""
    if not WHOLE_NUMBER.fullmatch(working_days.strip()):
        raise Unanswerable(f"working days: a whole number expected, not {working_days[:40]!r}")
    budget = int(working_days)
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
    except (ValueError, OverflowError) as error:
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


def rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV file (UTF-8, with or without a mark) by their line; empty ones are passed over.

    Raises Unanswerable for a file without the columns that are wanted, or that is no such file.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file)
            table.fieldnames = [name.strip() for name in table.fieldnames or ()]
            if missing := [name for name in WANTED if name not in table.fieldnames]:
                raise Unanswerable(f"{path}: no column {' and '.join(missing)}")
            for row in table:
                cells = {name: (text or "").strip() for name, text in row.items() if name}
                if any(cells.values()):
                    yield table.line_num, cells
    except (csv.Error, UnicodeDecodeError) as error:
        raise Unanswerable(f"{path}: not a CSV file in UTF-8 ({error})") from None
