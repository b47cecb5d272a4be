"""What the background does for the engine: open deadlines are settled anew when the calendar has changed."""

from datetime import datetime, timedelta
from typing import Any

from calendars.store import index_for
from jobs import clock, handler, periodic

from . import enforcement, tally
from .resettle import resettle_chunk


@handler(enforcement.JOB)
def resettle(job: Any, result: None) -> None:
    """One chunk; the next one is handed on in the same transaction, so a run is never cut off for good."""
    digest, run = job.payload["calendar"], job.payload["run"]
    index_for(digest)  # refuses here a calendar that cannot be built, before any case is locked
    done = resettle_chunk(digest, after=job.payload["after"], now=clock.now())
    if done.last is not None:
        enforcement.begin(digest, run=run, after=done.last)


@periodic("workflow.resettle", every=timedelta(minutes=10))
def pick_up(now: datetime) -> None:
    """Deadlines that a run has left behind."""
    enforcement.pick_up(now)


@periodic("workflow.fold_tally", every=timedelta(minutes=10))
def fold_tally(now: datetime) -> None:
    """What the queues hold, in as few rows as it can be said."""
    tally.fold()
