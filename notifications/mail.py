"""A message as a mail, as plain text and as HTML: its words, its limit, where to act, and who sends it."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from .models import Digest, DigestKind, Message
from .short import link
from .unsubscribe import address_for
from .wording import in_english, plain


def message_id(message: Message) -> str:
    """The same for every attempt, so that a reader's mail program shows the message once."""
    return f"<wuri.message.{message.pk}@{_installation()}>"


def thread_id(message: Message) -> str:
    """What all mails of one case refer to, so that a reader's mail program shows them together."""
    return f"<wuri.case.{message.case_id}@{_installation()}>"


def _installation() -> str:
    # The site's own host: a test installation may share the sender's domain with the real one.
    return urlsplit(settings.WURI_BASE_URL).hostname or "localhost"


def as_mail(message: Message, *, english: bool = False) -> EmailMessage:
    """The mail to the recipient, with an English text below the one that counts if he wants it; not sent yet."""
    headers = {"Message-ID": message_id(message)}
    if message.case_id is not None:
        headers |= {"In-Reply-To": thread_id(message), "References": thread_id(message)}
    return _mail(message.subject, message.recipient.email, letter_of(message, english=english), headers)


def letter_of(message: Message, *, english: bool = False) -> dict[str, Any]:
    """What the frame of a mail is filled with."""
    with override("zh-hans"):
        clock = str(message.get_clock_display())
    return {
        "name": message.recipient.name,
        "body": message.body.strip(),
        "english": in_english(message) if english else None,
        "clock": clock,
        "due_on": message.due_on,
        "due_firm": message.due_firm,
        "url": link(message.path),
        "preferences": link(reverse("message-preferences")),
    }


def digest_mail(digest: Digest) -> EmailMessage:
    """A daily digest as a mail, in the same frame as a message; not sent yet."""
    unsubscribe = address_for(digest)
    # RFC 2369, and RFC 8058: the mail program itself offers to end it, with one click.
    headers = {
        "Message-ID": f"<wuri.digest.{digest.pk}@{_installation()}>",
        "List-Unsubscribe": f"<{unsubscribe}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    values = {
        "name": digest.recipient.name,
        "body": digest.body.strip(),
        "url": link(reverse("orders" if digest.kind == DigestKind.OVERSIGHT else "messages")),
        "preferences": link(reverse("message-preferences")),
        "unsubscribe": unsubscribe,
    }
    return _mail(digest.subject, digest.recipient.email, values, headers)


def _mail(subject: str, to: str, values: dict[str, Any], headers: dict[str, str]) -> EmailMessage:
    # In the official language, whatever language the worker speaks.
    with override("zh-hans"):
        filled = {**values, "subject": subject, "site": str(settings.SITE_NAME)}
        text = plain("notifications/mail.txt", filled) + "\n"
        page = render_to_string("notifications/mail.html", filled)
    # RFC 3834: no automatic answer shall come back.
    headers = {**headers, "Auto-Submitted": "auto-generated"}
    mail = EmailMultiAlternatives(subject, text, to=[to], headers=headers)
    mail.attach_alternative(page, "text/html")
    return mail
