"""Messages of conduct: about no case, so `seq` is the number of the matter. Each person is told of each step once."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.utils.translation import override

from accounts.models import User
from jobs import enqueue_many
from notifications.models import Message
from notifications.sending import mail_job
from notifications.topics import Topic
from notifications.wording import plain


class Told(StrEnum):
    """What is told; templates/conduct/messages/<name>.txt has the words, its first line the subject."""

    BREACH_REPORTED = "breach_reported"
    BREACH_HEARING = "breach_hearing"
    HEARING_REMINDER = "hearing_reminder"
    BREACH_ANSWERED = "breach_answered"
    HEARING_OVER = "hearing_over"
    BREACH_DECIDED = "breach_decided"
    BREACH_APPEALED = "breach_appealed"
    APPEAL_DECIDED = "appeal_decided"
    INCIDENT = "incident"
    INCIDENT_LIFTED = "incident_lifted"


TOPICS: dict[Told, Topic] = {
    Told.BREACH_REPORTED: Topic.TASK,
    Told.BREACH_HEARING: Topic.SERVED,
    Told.HEARING_REMINDER: Topic.REMINDER,
    Told.BREACH_ANSWERED: Topic.TASK,
    Told.HEARING_OVER: Topic.TASK,
    Told.BREACH_DECIDED: Topic.SERVED,
    Told.BREACH_APPEALED: Topic.TASK,
    Told.APPEAL_DECIDED: Topic.SERVED,
    # Everyone is told of an incident at once, whatever he chose and whatever the hour.
    Told.INCIDENT: Topic.SERVED,
    Told.INCIDENT_LIFTED: Topic.SERVED,
}


def template_of(what: Told) -> str:
    return f"conduct/messages/{what}.txt"


def tell(
    people: Iterable[User], what: Told, matter: int, path: str, values: dict[str, Any], now: datetime
) -> list[Message]:
    """One message and one mail for each who was not told yet; inside the caller's transaction, with two statements."""
    known = set(Message.objects.filter(case__isnull=True, kind=what, seq=matter).values_list("recipient", flat=True))
    with override("zh-hans"):
        subject, _line, body = plain(template_of(what), values).partition("\n")
    messages = Message.objects.bulk_create(
        Message(
            recipient=user, case=None, seq=matter, kind=str(what), topic=TOPICS[what],
            subject=" ".join(subject.split())[:200], body=body.strip() + "\n", path=path, created_at=now,
        )
        for user in {user.pk: user for user in people}.values()
        if user.pk not in known
    )  # fmt: skip
    enqueue_many(mail_job(message.pk) for message in messages)
    return messages


def told_of(what: Told, matter: int) -> list[Message]:
    """Who was told, when, and what became of the mail."""
    found = Message.objects.filter(case__isnull=True, kind=what, seq=matter)
    return list(found.select_related("recipient").order_by("pk"))
