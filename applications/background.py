"""What the background does for applications: texts of agreements, and the rounds of the clock."""

from datetime import datetime, timedelta
from typing import Any

from jobs import clock, handler, periodic

from .agreements import Made, is_on_file, make, store
from .models import Agreement
from .sweeps import open_fast_track
from .tick import tick


def _typeset(job: Any) -> Made | None:
    agreement = Agreement.objects.select_related("signed_by", "sealed_by").get(pk=job.payload["agreement"])
    return None if is_on_file(agreement) else make(agreement)


@handler("applications.agreement_text")
def agreement_text(job: Any, made: Made | None) -> None:
    """Put the typeset agreement on file, unless a reader was quicker and had it made."""
    if made:
        store(job.payload["agreement"], made, clock.now())


agreement_text.external = _typeset


@periodic("applications.tick", every=timedelta(minutes=1))
def due(now: datetime) -> None:
    """Everything that happens because its moment has come."""
    tick(now)


@periodic("applications.fast_track", every=timedelta(seconds=20))
def at_once(now: datetime) -> None:
    """What an applicant who stands by is waiting for."""
    open_fast_track(now)
