"""What the background does for delivery: the files of large copies, and clearing away what nobody can fetch."""

import time
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from jobs import clock, handler, periodic
from workflow.refusals import Refused

from .carrying import carry_over
from .collect import JOB, prepare, put_on_record
from .copies import Made, folder, path_of
from .models import Copy, CopyStatus, Way
from .sandbox import settling

A_DAY = timedelta(days=1)
PARTS = (
    "person", "grant__application__case__applicant", "grant__application__case__body", "grant__application__decision",
    "grant__application__agreement", "grant__application__dataset",
)  # fmt: skip


def _make(job: Any) -> Made | str | None:
    """The file, the code of what stood against it, or None where the copy waits no longer."""
    copy = Copy.objects.select_related(*PARTS).get(pk=job.payload["copy"])
    if copy.status != CopyStatus.PREPARING:
        return None
    try:
        return prepare(copy, clock.now())
    except Refused as refused:
        return refused.code


@handler(JOB)
def prepare_copy(job: Any, made: Made | str | None) -> None:
    """Put the copy on record; what changed while it was made is seen under the lock."""
    if made is None:
        return
    copy = Copy.objects.select_related(*PARTS).get(pk=job.payload["copy"])
    if isinstance(made, Made):
        try:
            if put_on_record(copy, made, clock.now()).pk == copy.pk:
                return
            made = "asked_twice"
        except Refused as refused:
            made = refused.code
    Copy.objects.filter(pk=copy.pk).update(status=CopyStatus.FAILED, problem=made)


prepare_copy.external = _make


def _tell_sandbox(job: Any) -> settling.Outcome | None:
    return settling.settle(job.payload["place"], clock.now())


@handler(settling.JOB)
def sandbox_told(job: Any, outcome: settling.Outcome | None) -> None:
    """Write down what the sandbox has been told."""
    if outcome is not None:
        settling.note_down(job.payload["place"], outcome, clock.now())


sandbox_told.external = _tell_sandbox


@handler(settling.CHANGED)
def sandbox_changed(job: Any, _nothing: None) -> None:
    """Have the sandbox told of what an entry has changed, where there is one."""
    settling.tell(grant__application=job.payload["case"])


@periodic("delivery.carry_over", every=timedelta(seconds=20))
def look_after_grants(now: datetime) -> None:
    """Terms that begin or end: keys and sandboxes go over to the next grant, what is over is closed."""
    carry_over(now)
    settling.look_after(now)


@periodic("delivery.clear_away", every=timedelta(minutes=10))
def clear_away(now: datetime) -> None:
    """Files of expired links go, those of the interface a day after newer ones, and those that no copy knows."""
    newer = Copy.objects.filter(grant=OuterRef("grant"), way=Way.API, pk__gt=OuterRef("pk"), ready_at__lt=now - A_DAY)
    expired = Q(expires_at__lt=now - timedelta(hours=1))
    gone = Copy.objects.filter(expired | Q(Exists(newer), way=Way.API), status=CopyStatus.READY)
    for copy in gone[:500]:
        path_of(copy.file).unlink(missing_ok=True)
        Copy.objects.filter(pk=copy.pk, status=CopyStatus.READY).update(status=CopyStatus.REMOVED)
    known = set(Copy.objects.filter(status=CopyStatus.READY).values_list("file", flat=True))
    # The clock of the disk is the machine's own, not the one that a demonstration moves.
    old = time.time() - (settings.WURI_LINK_HOURS + 24) * 3600
    for path in folder().iterdir():
        if path.name not in known and path.stat().st_mtime < old:
            path.unlink(missing_ok=True)
