"""Submit a draft: it gets its number and the five working days begin."""

from datetime import datetime

from django.utils.timezone import localdate

from accounts.models import User
from jobs import enqueue

from ..facts import completeness
from ..models import Application
from ..models.application import EDITED
from ..numbering import application_number
from ..passage import passage


def submit(*, application: Application, actor: User, seen: int | None = None, now: datetime) -> Application:
    """Hand the draft in; raises MissingFacts with the open points of the check-list."""
    with passage(application, "submit", actor, seen=seen, now=now) as step:
        application.refresh_from_db(fields=EDITED)  # another page of the applicant's may have changed it
        step.require(completeness(application))
        step.case.number = application_number(localdate(now).year)
        step.case.received_at = now
        if application.dataset.fast_track:  # within seconds, not with the next round of the clock
            enqueue("applications.open_at_once", {"application": application.pk})
        step.record = {"number": step.case.number, "dataset": application.dataset.code}
    return application
