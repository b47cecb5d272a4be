"""Submit a draft: it gets its number and the five working days begin."""

from datetime import datetime

from django.utils.timezone import localdate

from accounts.models import User
from workflow import door

from ..facts import completeness
from ..models import Application
from ..numbering import application_number


def submit(*, application: Application, actor: User, seen: int | None = None, now: datetime) -> Application:
    """Hand the draft in; raises MissingFacts with the open points of the check-list."""
    with door.passage(application.case_id, "submit", actor, seen=seen, now=now) as step:
        application.case = step.case
        step.facts = completeness(application)
        if not step.facts.missing:
            step.case.number = application_number(localdate(now).year)
        application.submitted_at = now
        application.save(update_fields=["submitted_at"])
        step.record = {"number": step.case.number, "dataset": application.dataset.code}
    return application
