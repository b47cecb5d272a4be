"""What follows an event: each person concerned has a message in his inbox at once, and one job is asked for that hands
on what leaves the house."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from accounts.models import User
from jobs import enqueue_many
from workflow.door import Change
from workflow.states import State

from . import outward
from .models import Message, running_clocks
from .recipients import recipients
from .rules import RULES, SILENT_FROM_DRAFT, Audience
from .substitutes import with_substitutes
from .topics import topic_of
from .wording import Wording, read_dossiers, word

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
    read_dossiers(cases)
    limits = running_clocks(cases)
    Message.objects.bulk_create(
        message for change, people in told for message in _messages(change, people, limits[change.case.pk])
    )


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


def _messages(change: Change, told: dict[User, Audience], limit: dict[str, Any]) -> list[Message]:
    """One for each person; those of one side read the same words and act on the same page."""
    said: dict[str, tuple[Wording, str]] = {}
    for audience in told.values():
        if audience.side not in said:
            said[audience.side] = word(change, audience), _path(change, audience)
    return [
        Message(
            recipient_id=user.pk,
            case_id=change.case.pk,
            seq=change.event.seq,
            kind=change.event.name,
            topic=topic_of(change.event.name, audience.side),
            subject=words.subject,
            body=words.body,
            path=path,
            created_at=change.now,
            **limit,
        )
        for user, audience in told.items()
        for words, path in [said[audience.side]]
    ]


def _path(change: Change, audience: Audience) -> str:
    """The page where this person acts."""
    if audience.side == "office":
        return reverse("case", args=[change.case.pk])
    elsewhere = ELSEWHERE.get(change.event.name)
    return reverse(elsewhere) if elsewhere else reverse("application", args=[change.case.pk])
