"""Whose job it is: a job is taken under a lease that ends when its worker gives no more sign of life.

The token of a lease fences: whoever lost the lease can no longer complete the job, and its database
effects roll back. On PostgreSQL leases are measured by the database's clock, one for all machines;
SQLite serves one machine, whose clock it is. The calendar of clock.py plays no part.
"""

import logging
import threading
import uuid
from datetime import datetime
from types import TracebackType
from typing import Self

from django.db import DatabaseError, connection, transaction
from django.db.models.functions import Now
from django.utils import timezone

from jobs import clock, limits
from jobs.models import Job, JobQuerySet, State

log = logging.getLogger("jobs")


class LeaseLost(Exception):
    """The lease lapsed and another worker may have the job; nothing this one did to the database stays."""


def moment() -> datetime | Now:
    """Now, on the clock that leases are measured by."""
    return Now() if connection.vendor == "postgresql" else timezone.now()


def claim() -> Job | None:
    """Take one job: the longest lapsed one, else the longest due one, else None.

    A job whose worker died in its last attempt becomes dead here, and the next one is taken.
    """
    while _is_there_work():
        with transaction.atomic():
            job = _lock_first(Job.objects.lapsed(moment())) or _lock_first(Job.objects.due(clock.now()))
            if job is None:
                return None
            if job.attempts < job.max_attempts:
                return _take(job)
            _bury(job)
    return None


def hold(job: Job) -> None:
    """Let the lease run its whole length again; in a transaction this locks the row too. Raises LeaseLost."""
    if not Job.objects.leased_as(job).update(lease_ends_at=moment() + limits.lease()):
        raise LeaseLost(job)


class Heartbeat:
    """Holds the lease while a block runs that may take long: a thread with a connection of its own."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, name=f"heartbeat-{job.pk}", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _beat(self) -> None:
        while not self._over.wait(limits.lease().total_seconds() / 3):
            try:
                with transaction.atomic():
                    hold(self._job)
            except LeaseLost:
                return
            except DatabaseError:
                # Two more beats fit into the lease; if they fail as well, the fence decides.
                log.warning("no heartbeat for %s", self._job, exc_info=True)
                connection.close()
        connection.close()


def _is_there_work() -> bool:
    # Read first: an idle worker must not take SQLite's one write lock twice a second.
    return Job.objects.due(clock.now()).exists() or Job.objects.lapsed(moment()).exists()


def _lock_first(jobs: JobQuerySet) -> Job | None:
    # On SQLite atomic() is BEGIN IMMEDIATE, which lets one claim in at a time.
    if connection.features.has_select_for_update_skip_locked:
        jobs = jobs.select_for_update(skip_locked=True)
    return jobs.first()


def _take(job: Job) -> Job:
    job.state, job.attempts, job.lease_token = State.RUNNING, job.attempts + 1, uuid.uuid4()
    Job.objects.filter(pk=job.pk).update(
        state=job.state,
        attempts=job.attempts,
        lease_token=job.lease_token,
        lease_ends_at=moment() + limits.lease(),
    )
    return job


def _bury(job: Job) -> None:
    log.error("%s is dead: its worker died in the last of %d attempts", job, job.attempts)
    Job.objects.filter(pk=job.pk).update(
        state=State.DEAD,
        lease_token=None,
        lease_ends_at=None,
        finished_at=clock.now(),
        last_error=job.last_error or "The worker died during the last attempt.",
    )
