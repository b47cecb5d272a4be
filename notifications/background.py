"""Sending mail: after the commit, until it has gone out, always under the same Message-ID."""

from datetime import datetime, timedelta
from typing import Any

from jobs import clock, handler, periodic

from .mail import as_mail, digest_mail
from .missing_notice import remind
from .models import Digest, Message


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


def _send_digest(job: Any) -> bool:
    """The daily digest; its reader may have left meanwhile."""
    digest = Digest.objects.select_related("recipient").get(pk=job.payload["digest"])
    if digest.mailed_at or not digest.recipient.is_active:
        return False
    digest_mail(digest).send()
    return True


@handler("notifications.digest")
def daily_digest(job: Any, sent: bool) -> None:
    """Note that the digest went out."""
    if sent:
        Digest.objects.filter(pk=job.payload["digest"]).update(mailed_at=clock.now())


daily_digest.external = _send_digest


@periodic("notifications.missing_notice", every=timedelta(hours=1))
def missing_notice(now: datetime) -> None:
    """Next year's holiday notice, while it is not there."""
    remind(now)
