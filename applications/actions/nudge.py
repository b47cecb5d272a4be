"""Remind the office of a case (催办): once a working day is enough, and it is on record."""

from datetime import datetime

from accounts.models import User

from ..models import Application
from ..passage import note, unobstructed


def nudge(
    *, application: Application, actor: User, message: str = "", seen: int | None = None, now: datetime
) -> Application:
    """A supervisor's or the applicant's reminder to whoever has the case; the applicant's after half of the time."""
    with note(application, "nudge", actor, seen=seen, now=now) as step:
        unobstructed("nudge", step, actor)
        step.record = {"message": message}
    return application
