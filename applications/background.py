"""What the background does for applications: texts of agreements, and what falls due by itself."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from jobs import clock, handler, periodic
from workflow.models import Clock, Deadline
from workflow.refusals import Refused
from workflow.states import State

from .actions.close import close
from .actions.fast_track import fast_track, risk_of
from .actions.lapse import lapse
from .agreements import Made, is_on_file, make, store
from .models import Agreement, Application


def _typeset(job: Any) -> Made | None:
    agreement = Agreement.objects.select_related("signed_by", "sealed_by").get(pk=job.payload["agreement"])
    return None if is_on_file(agreement) else make(agreement)


@handler("applications.agreement_text")
def agreement_text(job: Any, made: Made | None) -> None:
    """Put the typeset agreement on file, unless a reader was quicker and had it made."""
    if made:
        store(job.payload["agreement"], made, clock.now())


agreement_text.external = _typeset


@periodic("applications.due", every=timedelta(seconds=20))
def due(now: datetime) -> None:
    """Everything that happens because its day has come. Each case under its own lock; a second run finds nothing."""
    lapse_overdue(now)
    close_ended(now)
    open_fast_track(now)


def lapse_overdue(now: datetime) -> int:
    """Applicants whose own clock ran out; returns how many lapsed."""
    ran_out = Deadline.objects.filter(
        clock__in=[Clock.SUPPLEMENT, Clock.SIGNING], status="running", due_on__lt=localdate(now)
    )
    return _each(Application.objects.filter(case__in=ran_out.values("case")), lapse, now)


def close_ended(now: datetime) -> int:
    """Agreements that have come to their end; returns how many were closed."""
    ended = Application.objects.filter(case__state=State.IN_USE, agreement__ends_on__lt=localdate(now))
    return _each(ended, lambda application, now: close(application=application, actor=None, now=now), now)


def open_fast_track(now: datetime) -> int:
    """Submitted applications for data that opens at once; returns how many were opened."""
    waiting = Application.objects.filter(case__state=State.SUBMITTED, dataset__fast_track=True)
    low = [application for application in waiting.select_related("case", "dataset") if risk_of(application) == "low"]
    return _each(low, fast_track, now)


def _each(applications: Any, act: Any, now: datetime) -> int:
    """Act on each; one that was refused (someone was quicker) is left for the next run."""
    done = 0
    for application in applications:
        try:
            act(application=application, now=now)
            done += 1
        except Refused:
            continue
    return done
