"""What was not sent for good: for whom, by which way, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from jobs.models import Job
from notifications import push, sending
from notifications.models import Digest, Endpoint, Message


@dataclass(frozen=True)
class Failure:
    """One dead job as its page shows it."""

    key: int
    way: str
    what: str
    to: str
    error: str
    attempts: int
    at: datetime | None


def failures(limit: int) -> list[Failure]:
    """The latest dead jobs, with what they were to send: a query for each kind, however many there are."""
    dead = list(Job.objects.dead()[:limit])
    messages = _named(Message.objects.select_related("recipient"), dead, "message")
    digests = _named(Digest.objects.select_related("recipient"), dead, "digest")
    endpoints = _named(Endpoint.objects.all(), dead, "endpoint")
    return [_failure(job, messages, digests, endpoints) for job in dead]


def _named(rows: object, dead: Iterable[Job], part: str) -> dict[int, object]:
    keys = {job.payload[part] for job in dead if part in job.payload}
    return rows.in_bulk(keys) if keys else {}  # type: ignore[attr-defined]


def _failure(
    job: Job, messages: dict[int, object], digests: dict[int, object], endpoints: dict[int, object]
) -> Failure:
    told = messages.get(job.payload.get("message", 0)) or digests.get(job.payload.get("digest", 0))
    place = endpoints.get(job.payload.get("endpoint", 0))
    ways = {
        sending.MAIL: _("邮件"),
        sending.SMS: _("短信"),
        sending.DIGEST: _("汇总邮件"),
        push.JOB: _("推送"),
    }
    return Failure(
        key=job.pk,
        way=ways.get(job.name, _("后台任务")),
        what=str(told or job.key or job.name),
        to=str(getattr(told, "recipient", place or "")),
        error=(job.last_error.strip().splitlines() or [""])[-1][:300],
        attempts=job.attempts,
        at=job.finished_at,
    )
