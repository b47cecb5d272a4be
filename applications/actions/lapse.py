"""Let an application lapse: the applicant's own clock ran out (视为放弃). Only the system does this."""

from datetime import date, datetime

from django.utils.timezone import localdate

from calendars.store import current_digest, index_for
from workflow.guards import CaseFacts
from workflow.models import Clock, Deadline
from workflow.resettle import relied_on
from workflow.states import State

from ..models import Application
from ..passage import passage

OWN_CLOCK = {State.SUPPLEMENT: Clock.SUPPLEMENT, State.AGREEMENT: Clock.SIGNING}


def lapse(*, application: Application, now: datetime) -> Application:
    """On the working day after the due day, never sooner. Checked again under the lock: a sweep may run twice or late.
    What he hands in before that, on the free days after his last one, is late on record and still taken.

    A notice takes no day from an applicant: the latest day he was told counts, and while his limit waits to be
    settled by a new calendar, nothing lapses.
    """
    with passage(application, "lapse", None, now=now) as step:
        clock = OWN_CLOCK[State(step.case.state)]
        own = Deadline.objects.filter(case=step.case, clock=clock, status="running", calendar_version=current_digest())
        deadline = own.first()
        due_on = relied_on(deadline) if deadline else None
        step.require(CaseFacts(clock_ran_out=ran_out(deadline, due_on, localdate(now))))
        step.record = {"clock": clock.value, "due_on": due_on.isoformat() if due_on else ""}
    return application


def ran_out(deadline: Deadline | None, due_on: date | None, today: date) -> bool:
    """Whether the working day after `due_on` has come."""
    if deadline is None or due_on is None:
        return False
    return today >= index_for(deadline.calendar_version).add(due_on, 1)
