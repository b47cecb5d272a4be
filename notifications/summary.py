"""The daily summary: at the opening of each working day, one mail with the messages that a person wants together."""

from collections import defaultdict
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import override

from accounts.models import User
from calendars.hours import opens_at
from calendars.store import current_index
from jobs import enqueue

from .models import Digest, DigestKind, MailState, Message
from .sending import DIGEST
from .short import link
from .wording import plain

TEMPLATE = "notifications/digest/summary.txt"


def send_summaries(now: datetime) -> int:
    """Write the day's summaries that are not written yet; returns how many. May run twice, or on two machines."""
    day, index = localdate(now), current_index()
    if not index.is_working_day(day) or now < opens_at(day):
        return 0
    told = Digest.objects.filter(kind=DigestKind.SUMMARY, day=day).values("recipient")
    held = Message.objects.filter(mail=MailState.HELD).exclude(recipient__in=told)
    waiting: dict[User, list[Message]] = defaultdict(list)
    for message in held.select_related("recipient", "case__application__dataset").order_by("pk"):
        waiting[message.recipient].append(message)
    return sum(_write(user, messages, now) for user, messages in waiting.items())


def _write(user: User, messages: list[Message], now: datetime) -> bool:
    """One summary and its mail; False where another worker was quicker."""
    subject, body = words(messages, now)
    with transaction.atomic():
        digest, is_new = Digest.objects.get_or_create(
            recipient=user,
            day=localdate(now),
            kind=DigestKind.SUMMARY,
            defaults={"subject": subject, "body": body, "created_at": now},
        )
        if is_new:
            keys = [message.pk for message in messages]
            Message.objects.filter(pk__in=keys, mail=MailState.HELD).update(mail=MailState.DIGESTED)
            enqueue(DIGEST, {"digest": digest.pk}, key=f"digest:{digest.pk}")
    return is_new


def words(messages: list[Message], now: datetime) -> tuple[str, str]:
    """Subject and body, in the official language."""
    rows = [{"message": message, "url": link(message.path)} for message in messages]
    with override("zh-hans"):
        text = plain(TEMPLATE, {"day": localdate(now), "rows": rows, "count": len(rows)})
    subject, _line, body = text.partition("\n")
    return subject.strip(), body.strip() + "\n"
