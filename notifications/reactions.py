"""What follows an event: each person concerned has a message in his inbox at once, and one job is asked for that hands
on what leaves the house."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from accounts.models import User
from jobs import enqueue_many
from workflow.door import Change
from workflow.many import write_rows
from workflow.states import State

from . import outward
from .frames import Frames
from .models import Message, running_clocks
from .recipients import recipients
from .rules import RULES, SILENT_FROM_DRAFT, Audience
from .substitutes import with_substitutes
from .topics import topic_of
from .wording import Wording, titles_of, word

# Where the applicant acts, when that is not the page of his application.
ELSEWHERE = {
    "deliver": "my-data", "resume": "my-data", "enter_sandbox": "my-data", "remind_report": "my-data",
    "report_overdue": "my-data", "return_report": "my-data", "announce_end": "my-data",
    "remind_statement": "my-statements", "statement_overdue": "my-statements",
}  # fmt: skip


def announce(changes: Sequence[Change]) -> None:
    """Write the messages of entries and ask for what leaves the house, in the entries' transaction: one INSERT each."""
    enqueue_many(outward.asked_for(change for change in changes if not _is_private(change)))
    told = [(change, people) for change in changes if (people := _told(change))]
    if not told:
        return
    cases = [change.case for change, _people in told]
    titles, limits, frames = titles_of(cases), running_clocks(cases), Frames()
    rows = [
        {**row, **limits[change.case.pk]}
        for change, people in told
        for row in _rows(change, people, titles[change.case.pk], frames)
    ]
    if len(cases) == 1:  # its limit is an expression
        Message.objects.bulk_create(Message(**row) for row in rows)
    else:
        write_rows(Message, rows)


def _is_private(change: Change) -> bool:
    """A draft that is withdrawn."""
    return change.event.name in SILENT_FROM_DRAFT and change.event.source == State.DRAFT


def _told(change: Change) -> dict[User, Audience]:
    """Each person once, in the first circle he belongs to."""
    if _is_private(change):
        return {}
    told: dict[User, Audience] = {}
    for audience in RULES[change.event.name]:
        for user in recipients(change, audience):
            told.setdefault(user, audience)
    return with_substitutes(change, told)


def _rows(change: Change, told: dict[User, Audience], dataset: str, frames: Frames) -> list[dict[str, Any]]:
    """One for each person; those of one side read the same words and act on the same page."""
    said: dict[str, tuple[Wording, str]] = {}
    for audience in told.values():
        if audience.side not in said:
            said[audience.side] = word(change, audience, dataset, frames), _path(change, audience, frames)
    return [
        {
            "recipient_id": user.pk,
            "case_id": change.case.pk,
            "seq": change.event.seq,
            "kind": change.event.name,
            "topic": topic_of(change.event.name, audience.side),
            "subject": words.subject,
            "body": words.body,
            "path": path,
            "created_at": change.now,
        }
        for user, audience in told.items()
        for words, path in [said[audience.side]]
    ]


def _path(change: Change, audience: Audience, frames: Frames) -> str:
    """The page where this person acts."""
    if audience.side == "office":
        return frames.page("case", change.case.pk)
    elsewhere = ELSEWHERE.get(change.event.name)
    return reverse(elsewhere) if elsewhere else frames.page("application", change.case.pk)
