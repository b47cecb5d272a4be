"""What follows an event: each person concerned gets a message, in the inbox at once and by mail through the outbox."""

from django.urls import reverse

from accounts.models import User
from calendars.store import current_index
from jobs import NewJob, enqueue_many
from workflow.door import Change
from workflow.states import State

from .models import Message, running_clock
from .recipients import recipients
from .rules import RULES, SILENT_FROM_DRAFT, WAITS_FOR_THE_OFFICE, Audience
from .substitutes import with_substitutes
from .wording import Wording, word

# Where the applicant acts, when that is not the page of his application.
ELSEWHERE = {"deliver": "my-data", "resume": "my-data"}


def announce(change: Change) -> None:
    """Write the messages of an entry and queue their mails, in the entry's transaction: one INSERT each."""
    name = change.event.name
    if name in SILENT_FROM_DRAFT and change.event.source == State.DRAFT:
        return
    told = _told(change, RULES[name])
    if not told:
        return
    messages = Message.objects.bulk_create(_messages(change, told))
    at = current_index().next_office_moment(change.now) if name in WAITS_FOR_THE_OFFICE else None
    enqueue_many(
        NewJob("notifications.mail", {"message": message.pk}, key=f"mail:{message.pk}", at=at) for message in messages
    )


def _told(change: Change, audiences: tuple[Audience, ...]) -> dict[User, Audience]:
    """Each person once, in the first circle he belongs to."""
    told: dict[User, Audience] = {}
    for audience in audiences:
        for user in recipients(change, audience):
            told.setdefault(user, audience)
    return with_substitutes(change, told)


def _messages(change: Change, told: dict[User, Audience]) -> list[Message]:
    limit = running_clock(change.case)
    words: dict[str, Wording] = {}
    for audience in told.values():
        if audience.side not in words:
            words[audience.side] = word(change, audience)
    return [
        Message(
            recipient=user,
            case=change.case,
            seq=change.event.seq,
            kind=change.event.name,
            subject=words[audience.side].subject,
            body=words[audience.side].body,
            path=_path(change, audience),
            created_at=change.now,
            **limit,
        )
        for user, audience in told.items()
    ]


def _path(change: Change, audience: Audience) -> str:
    """The page where this person acts."""
    if audience.side == "office":
        return reverse("case", args=[change.case.pk])
    elsewhere = ELSEWHERE.get(change.event.name)
    return reverse(elsewhere) if elsewhere else reverse("application", args=[change.case.pk])
