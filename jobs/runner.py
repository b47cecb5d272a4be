"""Doing a job: what leaves the database first, then its effects and its completion in one transaction."""

import logging
import traceback
from typing import Any

from django.db import transaction

from jobs import clock, lease, limits, registry, trace
from jobs.models import Job, State
from jobs.postponed import Postponed

log = logging.getLogger("jobs")

ERROR_LENGTH = 4000


def run_due(limit: int = 1000) -> int:
    """Do what is due now, in this process, at most `limit` attempts; answers how many there were."""
    for attempts in range(limit):
        job = lease.claim()
        if job is None:
            return attempts
        execute(job)
    return limit


def execute(job: Job) -> bool:
    """Attempt a claimed job; True when it is done. Errors are recorded on the job, never raised."""
    with trace.follow(request=job.trace, job=str(job)):
        return _attempt(job)


def _attempt(job: Job) -> bool:
    try:
        handler = registry.find(job.name)
        result = _leave_the_database(handler, job)
        _complete(handler, job, result)
    except lease.LeaseLost:
        log.warning("%s was taken over by another worker; this attempt has no effect", job)
        return False
    except Postponed as later:
        _put_off(job, later)
        return False
    except Exception as error:
        _record_failure(job, error)
        return False
    return True


def _leave_the_database(handler: registry.Handler, job: Job) -> Any:
    if handler.external is None:
        return None
    with lease.Heartbeat(job):
        return handler.external(job)


def _complete(handler: registry.Handler, job: Job, result: Any) -> None:
    with transaction.atomic(durable=True):
        # The row is locked before the effects: on PostgreSQL nobody can take the job over between them and
        # the completion, however long they take. On SQLite nobody else can write at all.
        lease.hold(job)
        handler(job, result)
        _end_lease(job, state=State.DONE, finished_at=clock.now(), last_error="")


def _put_off(job: Job, later: Postponed) -> None:
    log.info("%s waits until %s: %s", job, later.until.isoformat(), later)
    try:
        with transaction.atomic():
            _end_lease(job, state=State.READY, run_at=later.until, attempts=job.attempts - 1)
    except lease.LeaseLost:
        log.warning("%s was taken over by another worker before it could be put off", job)


def _record_failure(job: Job, error: Exception) -> None:
    is_dead = job.attempts >= job.max_attempts
    # PostgreSQL stores no NUL characters.
    trace = "".join(traceback.format_exception(error))[-ERROR_LENGTH:].replace("\0", "")
    level = logging.ERROR if is_dead else logging.WARNING
    log.log(level, "%s failed, attempt %d of %d", job, job.attempts, job.max_attempts, exc_info=error)
    try:
        with transaction.atomic():
            if is_dead:
                _end_lease(job, state=State.DEAD, finished_at=clock.now(), last_error=trace)
            else:
                again_at = clock.now() + limits.wait_after(job.attempts)
                _end_lease(job, state=State.READY, run_at=again_at, last_error=trace)
    except lease.LeaseLost:
        log.warning("%s was taken over by another worker before its failure was recorded", job)


def _end_lease(job: Job, **changes: Any) -> None:
    ended = Job.objects.leased_as(job).update(lease_token=None, lease_ends_at=None, **changes)
    if not ended:
        raise lease.LeaseLost(job)
    job.state = changes["state"]
