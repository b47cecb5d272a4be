"""What follows an event: each person concerned gets a message, in the inbox at once and by mail through the outbox."""

from django.conf import settings
from django.urls import reverse

from accounts.models import User
from applications.models import Application
from jobs import NewJob, enqueue_many
from workflow.door import Change
from workflow.states import State

from .models import Message
from .recipients import recipients
from .rules import RULES, SILENT_FROM_DRAFT, Audience
from .wording import word


def announce(change: Change) -> None:
    """Write the messages of an entry and queue their mails, in the entry's transaction: one INSERT each."""
    name = change.event.name
    if name in SILENT_FROM_DRAFT and change.event.source == State.DRAFT:
        return
    told = _told(change, RULES[name])
    if not told:
        return
    messages = Message.objects.bulk_create(_messages(change, told))
    enqueue_many(
        NewJob("notifications.mail", {"message": message.pk}, key=f"mail:{message.pk}") for message in messages
    )


def _told(change: Change, audiences: tuple[Audience, ...]) -> dict[User, Audience]:
    """Each person once, in the first circle he belongs to."""
    told: dict[User, Audience] = {}
    for audience in audiences:
        for user in recipients(change, audience):
            told.setdefault(user, audience)
    return told


def _messages(change: Change, told: dict[User, Audience]) -> list[Message]:
    application: Application = change.case.application
    made = []
    for user, audience in told.items():
        path = _path(change, audience)
        context = {"application": application, "recipient": user, "url": settings.WURI_BASE_URL + path}
        words = word(change, audience, context)
        made.append(
            Message(
                recipient=user,
                case=change.case,
                seq=change.event.seq,
                kind=change.event.name,
                subject=words.subject,
                body=words.body,
                path=path,
                created_at=change.now,
            )
        )
    return made


def _path(change: Change, audience: Audience) -> str:
    """The page where this person acts."""
    return reverse("application" if audience == Audience.APPLICANT else "case", args=[change.case.pk])
