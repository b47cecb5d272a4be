"""What the sysadmin's pages show of a notice: its dry run in words, and how far its re-settling has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice

from calendars.preview import Preview, Record
from calendars.store import current_version_digest
from workflow.models import DeadlineRevision
from workflow.notice_report import said
from workflow.resettle import unsettled
from workflow.shifts import Shift, moving

from .templatetags.dates import weekday

MOST = 200  # cases listed by name


@dataclass(frozen=True)
class NoticeView:
    """A preview with the cases that would move; `more` are those beyond the list."""

    preview: Preview
    shifts: tuple[tuple[Shift, bool], ...]
    more: int
    changes: tuple[tuple[date, str, str, str], ...]

    @property
    def count(self) -> int:
        return len(self.shifts) + self.more

    @property
    def waits(self) -> bool:
        return self.preview.record == Record.WAITING

    @property
    def in_force(self) -> bool:
        return self.preview.record == Record.IN_FORCE

    @property
    def differs(self) -> bool:
        return self.preview.record == Record.DIFFERS


@dataclass(frozen=True)
class Progress:
    """How many open deadlines the present calendar has still to settle, and what a notice has moved."""

    left: int
    moved: int
    revisions: tuple[DeadlineRevision, ...]


def notice_view(preview: Preview, today: date) -> NoticeView:
    """All that a person looks at before he lets the notice count."""
    shifts = moving(preview.new) if preview.new and preview.record != Record.IN_FORCE else iter(())
    listed = tuple((shift, shift.into_past(today)) for shift in islice(shifts, MOST))
    return NoticeView(preview, listed, _count(shifts), tuple(_changes(preview)))


def progress(code: str) -> Progress:
    """Of a notice in force."""
    found = DeadlineRevision.objects.filter(cause=code)
    listed = tuple(found.select_related("case", "deadline")[:MOST])
    return Progress(unsettled(current_version_digest()).count(), found.count(), listed)


def _count(rest: Iterable[Shift]) -> int:
    return sum(1 for _shift in rest)


def _changes(preview: Preview) -> Iterable[tuple[date, str, str, str]]:
    for change in preview.changes:
        yield change.on, weekday(change.on), said(change.was), said(change.becomes)
