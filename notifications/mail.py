"""A message as a mail: the words of the message, its limit, where to act, and who sends it."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import override

from .models import Digest, Message
from .wording import plain


def message_id(message: Message) -> str:
    """The same for every attempt, so that a reader's mail program shows the message once."""
    return f"<wuri.message.{message.pk}@{_installation()}>"


def thread_id(message: Message) -> str:
    """What all mails of one case refer to, so that a reader's mail program shows them together."""
    return f"<wuri.case.{message.case_id}@{_installation()}>"


def _installation() -> str:
    # The site's own host: a test installation may share the sender's domain with the real one.
    return urlsplit(settings.WURI_BASE_URL).hostname or "localhost"


def as_mail(message: Message) -> EmailMessage:
    """The mail to the recipient; not sent yet."""
    # RFC 3834: no automatic answer shall come back.
    headers = {"Message-ID": message_id(message), "Auto-Submitted": "auto-generated"}
    if message.case_id is not None:
        headers |= {"In-Reply-To": thread_id(message), "References": thread_id(message)}
    return EmailMessage(message.subject, letter(message), to=[message.recipient.email], headers=headers)


def letter(message: Message) -> str:
    """The text of the mail, in the official language whatever language the worker speaks."""
    with override("zh-hans"):
        values = {
            "name": message.recipient.name,
            "body": message.body.strip(),
            "clock": message.get_clock_display(),
            "due_on": message.due_on,
            "due_firm": message.due_firm,
            "url": settings.WURI_BASE_URL.rstrip("/") + message.path,
            "site": settings.SITE_NAME,
        }
        return plain("notifications/mail.txt", values) + "\n"


def digest_mail(digest: Digest) -> EmailMessage:
    """The daily digest as a mail, in the same frame as a message; not sent yet."""
    headers = {
        "Message-ID": f"<wuri.digest.{digest.pk}@{_installation()}>",
        "Auto-Submitted": "auto-generated",
    }
    with override("zh-hans"):
        values = {
            "name": digest.recipient.name,
            "body": digest.body.strip(),
            "url": settings.WURI_BASE_URL.rstrip("/") + reverse("orders"),
            "site": settings.SITE_NAME,
        }
        text = plain("notifications/mail.txt", values) + "\n"
    return EmailMessage(digest.subject, text, to=[digest.recipient.email], headers=headers)
