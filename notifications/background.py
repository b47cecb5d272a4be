"""Sending: after the commit, until it has gone out, always under the same id."""

from datetime import datetime, timedelta
from typing import Any

from jobs import clock, enqueue_many, handler, periodic, trace
from workflow.models import Event

from . import outward, push, sending
from .mail import digest_mail
from .missing_notice import remind
from .models import Digest, Endpoint, MailState, Message


def _message(job: Any) -> Message:
    message = Message.objects.select_related(
        "recipient", "case__application__dataset", "case__provider", "case__handler"
    ).get(pk=job.payload["message"])
    trace.note(case=str(message.case or ""))
    return message


def _send(job: Any) -> MailState:
    return sending.mail_of(_message(job), clock.now())


@handler(sending.MAIL)
def mail(job: Any, state: MailState) -> None:
    """Note what has become of the mail."""
    waiting = Message.objects.filter(pk=job.payload["message"], mailed_at__isnull=True)
    waiting.update(mail=state, mailed_at=clock.now() if state == MailState.SENT else None)


mail.external = _send


def _send_sms(job: Any) -> bool:
    return sending.sms_of(_message(job), job.key or job.idempotency_key, clock.now())


@handler(sending.SMS)
def sms(job: Any, sent: bool) -> None:
    """The job's own end is the record."""


sms.external = _send_sms


@handler(outward.JOB)
def told_outside(job: Any, _nothing: None) -> None:
    """Hand on the mails, and what goes to places outside and by short message."""
    enqueue_many(outward.jobs_for(job.payload["entries"]))


def _push(job: Any) -> bool:
    endpoint = Endpoint.objects.filter(pk=job.payload["endpoint"], is_active=True).first()
    if endpoint is None:
        return False
    event = Event.objects.select_related("case__provider").get(case=job.payload["case"], seq=job.payload["seq"])
    trace.note(case=str(event.case))
    push.send(endpoint, event, job.key or job.idempotency_key, clock.now())
    return True


@handler(push.JOB)
def pushed(job: Any, sent: bool) -> None:
    """The job's own end is the record."""


pushed.external = _push


def _send_digest(job: Any) -> bool:
    """A daily digest; its reader may have left meanwhile."""
    digest = Digest.objects.select_related("recipient").get(pk=job.payload["digest"])
    if digest.mailed_at or not digest.recipient.is_active:
        return False
    sending.post_mail(digest_mail(digest), sending.DIGEST)
    return True


@handler(sending.DIGEST)
def daily_digest(job: Any, sent: bool) -> None:
    """Note that the digest went out."""
    if sent:
        Digest.objects.filter(pk=job.payload["digest"]).update(mailed_at=clock.now())


daily_digest.external = _send_digest


@periodic("notifications.missing_notice", every=timedelta(hours=1))
def missing_notice(now: datetime) -> None:
    """Next year's holiday notice, while it is not there."""
    remind(now)
