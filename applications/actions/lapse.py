"""Let an application lapse: the applicant's own clock ran out (视为放弃). Only the system does this."""

from datetime import datetime

from django.utils.timezone import localdate

from workflow.guards import CaseFacts
from workflow.models import Clock, Deadline
from workflow.states import State

from ..models import Application
from ..passage import passage

OWN_CLOCK = {State.SUPPLEMENT: Clock.SUPPLEMENT, State.AGREEMENT: Clock.SIGNING}


def lapse(*, application: Application, now: datetime) -> Application:
    """Checked again under the lock: a sweep may run late or twice."""
    with passage(application, "lapse", None, now=now) as step:
        clock = OWN_CLOCK[State(step.case.state)]
        due = Deadline.objects.filter(case=step.case, clock=clock, status="running").values_list("due_on", flat=True)
        due_on = due.first()
        step.require(CaseFacts(clock_ran_out=due_on is not None and localdate(now) > due_on))
        step.record = {"clock": clock.value, "due_on": due_on.isoformat() if due_on else ""}
    return application
