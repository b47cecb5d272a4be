"""Sending mail: after the commit, at least once, always under the same Message-ID."""

from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage

from jobs import clock, handler

from .models import Message


def message_id(message: Message) -> str:
    """The same for every attempt, so that a reader's mail program shows the message once."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
    return f"<wuri.message.{message.pk}@{domain}>"


def _send(job: Any) -> bool:
    message = Message.objects.select_related("recipient").get(pk=job.payload["message"])
    if message.mailed_at:
        return False
    thread = f"<wuri.case.{message.case_id}@{message_id(message).partition('@')[2]}"
    headers = {"Message-ID": message_id(message), "References": thread, "In-Reply-To": thread}
    mail = EmailMessage(message.subject, message.body, to=[message.recipient.email], headers=headers)
    mail.send()
    return True


@handler("notifications.mail")
def mail(job: Any, sent: bool) -> None:
    """Note that the mail went out."""
    if sent:
        Message.objects.filter(pk=job.payload["message"]).update(mailed_at=clock.now())


mail.external = _send
