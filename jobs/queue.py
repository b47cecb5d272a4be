"""Handing on work: a job row in the transaction of the change that wants it, or none at all."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from jobs import clock, registry, trace
from jobs.models import Job


class NotInATransaction(RuntimeError):
    """A job is handed on only inside transaction.atomic(): it and its cause both happen, or neither."""


@dataclass(frozen=True)
class NewJob:
    """A job to hand on; see enqueue() for the fields."""

    name: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    key: str | None = None
    at: datetime | None = None
    max_attempts: int = 8


def enqueue(
    name: str,
    payload: Mapping[str, Any],
    *,
    key: str | None = None,
    at: datetime | None = None,
    max_attempts: int = 8,
) -> None:
    """Hand on one job, to be done at once, or not before the aware moment `at`.

    `payload` is plain JSON. With a `key` (at most 200 characters) the job is handed on once only: another
    with the same key is silently dropped, as long as the first one is kept (done jobs: WURI_JOBS_KEEP_DAYS).
    Raises NotInATransaction, registry.NobodyHandlesIt, clock.NaiveMoment, ValueError.
    """
    enqueue_many([NewJob(name, payload, key, at, max_attempts)])


def enqueue_many(new: Iterable[NewJob]) -> None:
    """Hand on many jobs with one INSERT; the rules of enqueue() hold for each."""
    if not connection.in_atomic_block:
        raise NotInATransaction
    rows = [_row(job) for job in new]
    gathered = _gathered.get()
    if gathered is None:
        _insert(rows)
    else:
        gathered.extend(rows)


@contextmanager
def together() -> Iterator[None]:
    """All jobs handed on inside the block are written when it ends, with one INSERT; none when it raises.

    Within another such block they are written when that one ends.
    """
    outer = _gathered.get()
    if outer is not None:
        before = len(outer)
        try:
            yield
        except BaseException:
            del outer[before:]
            raise
        return
    rows: list[Job] = []
    token = _gathered.set(rows)
    try:
        yield
    finally:
        _gathered.reset(token)
    if rows:
        _insert(rows)


_gathered: ContextVar[list[Job] | None] = ContextVar("jobs_gathered", default=None)


def _insert(rows: list[Job]) -> None:
    # ON CONFLICT DO NOTHING: a key that is taken drops its row and leaves the transaction whole. On SQLite
    # it would hide other broken rules too, so _row() has checked them.
    Job.objects.bulk_create(rows, ignore_conflicts=True)


def _row(new: NewJob) -> Job:
    registry.find(new.name)
    if new.key is not None and not 0 < len(new.key) <= 200:
        raise ValueError(f"key of {len(new.key)} characters; 1 to 200 are allowed")
    if not 1 <= new.max_attempts <= 1000:
        raise ValueError(f"max_attempts {new.max_attempts}; 1 to 1000 are allowed")
    now = clock.now()
    return Job(
        name=new.name,
        payload=dict(new.payload),
        key=new.key,
        run_at=clock.aware(new.at) if new.at else now,
        max_attempts=new.max_attempts,
        trace=trace.request_id(),
        created_at=now,
    )
