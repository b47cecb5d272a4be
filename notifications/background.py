"""Sending mail: after the commit, until it has gone out, always under the same Message-ID."""

from typing import Any

from jobs import clock, handler

from .mail import as_mail
from .models import Message


def _send(job: Any) -> bool:
    """Hand the mail to the server; a mail that has gone out, or whose reader has left, is not sent."""
    message = Message.objects.select_related("recipient").get(pk=job.payload["message"])
    if message.mailed_at or not message.recipient.is_active:
        return False
    as_mail(message).send()
    return True


@handler("notifications.mail")
def mail(job: Any, sent: bool) -> None:
    """Note that the mail went out."""
    if sent:
        Message.objects.filter(pk=job.payload["message"]).update(mailed_at=clock.now())


mail.external = _send
