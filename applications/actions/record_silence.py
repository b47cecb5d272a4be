"""A department has not answered within its own limit: recorded as silence, and not waited for. Only the system does
this."""

from datetime import datetime

from django.utils.timezone import localdate

from workflow.deadlines import consultation_pauses
from workflow.guards import CaseFacts
from workflow.models import Consultation
from workflow.states import State

from ..models import Application
from ..passage import passage


def record_silence(*, application: Application, now: datetime) -> Application:
    """All departments of the case whose limit has passed; where nobody is left to wait for, it goes to the decision."""
    with passage(application, "record_silence", None, now=now) as step:
        asked = step.case.open_consultations
        silent = [one for one in asked if one.due_on is not None and one.due_on < localdate(now)]
        step.require(CaseFacts(silent=len(silent)))
        for one in silent:
            one.silent_at = now
        Consultation.objects.bulk_update(silent, ["silent_at"])
        step.case.open_consultations = [one for one in asked if one.silent_at is None]
        step.target = State.CONSULTING if step.case.open_consultations else State.DECIDING
        step.record = {"departments": [one.department.name for one in silent]}
        if step.target == State.DECIDING and consultation_pauses(step.case):
            step.record["resumes"] = True
    return application
