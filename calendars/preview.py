"""What would a notice do? Its days, the checks, and each day that the calendar would count differently."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .changes import DayChange, changed_days
from .drafts import Draft
from .examine import Finding, examine
from .index import WorkdayIndex
from .intake import all_facts, recorded, says_the_same
from .models import HolidayNotice
from .notices import Notice
from .store import current_index, index_with


class Record(StrEnum):
    """What is on record of the notice already."""

    NEW = "new"
    WAITING = "waiting"  # imported, a second person has yet to approve it
    IN_FORCE = "in_force"
    DIFFERS = "differs"  # the same number with other days: it must not be imported


@dataclass(frozen=True, slots=True)
class NoticeDay:
    """One day that a notice settles."""

    on: date
    works: bool
    name: str


@dataclass(frozen=True, slots=True)
class Preview:
    """All that a person looks at before he lets a notice count. `new` is None where the notice gives no calendar."""

    draft: Draft
    record: Record
    row: HolidayNotice | None
    days: tuple[NoticeDay, ...]
    findings: tuple[Finding, ...]
    changes: tuple[DayChange, ...]
    old: WorkdayIndex
    new: WorkdayIndex | None

    @property
    def notice(self) -> Notice:
        return self.draft.notice

    @property
    def faults(self) -> tuple[Finding, ...]:
        """What must be put right."""
        return tuple(finding for finding in self.findings if not finding.may_be_overruled)

    @property
    def needs_reason(self) -> bool:
        """Whether it may be let in only with a reason."""
        return bool(self.findings) and not self.faults

    @property
    def may_be_recorded(self) -> bool:
        return self.record == Record.NEW and not self.faults


def preview(draft: Draft) -> Preview:
    """The dry run of an import. Nothing is written."""
    notice = draft.notice
    row = recorded(notice)
    known = [one for one in all_facts() if one.code not in (notice.code, row.code if row else "")]
    findings = examine(notice, known)
    old = current_index()
    sound = all(finding.may_be_overruled for finding in findings)
    standing = _standing(row, notice)
    counted = old if standing == Record.IN_FORCE else index_with(notice) if sound else None
    changes = changed_days(old, counted) if counted else ()
    return Preview(draft, standing, row, tuple(_days(notice)), findings, changes, old, counted)


def preview_of(row: HolidayNotice) -> Preview:
    """The same of a notice on record, for the person who approves it."""
    return preview(Draft(row.facts(), row.text, row.sha256, legal_basis=row.legal_basis))


def _standing(row: HolidayNotice | None, notice: Notice) -> Record:
    if row is None:
        return Record.NEW
    if not says_the_same(row, notice):
        return Record.DIFFERS
    return Record.IN_FORCE if row.in_force else Record.WAITING


def _days(notice: Notice) -> Iterable[NoticeDay]:
    off = [NoticeDay(day, False, span.name) for span in notice.off for day in span]
    work = [NoticeDay(day, True, "") for day in notice.work]
    return sorted([*off, *work], key=lambda day: day.on)
