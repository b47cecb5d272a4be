"""Messages that are about no case: in the inbox at once, and by mail through the outbox, as those of entries are."""

from collections.abc import Sequence

from calendars.store import current_index
from jobs import enqueue_many

from .models import Message
from .sending import mail_job


def send(messages: Sequence[Message], *, waits: bool = False) -> None:
    """Write messages and queue their mails in the caller's transaction; `waits`: until the office is open."""
    if not messages:
        return
    written = Message.objects.bulk_create(messages)
    at = current_index().next_office_moment(messages[0].created_at) if waits else None
    enqueue_many(mail_job(one.pk, at) for one in written)
