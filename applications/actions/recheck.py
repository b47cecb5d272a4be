"""Look again at a case that the system opened by itself and that was drawn (人工复查)."""

from datetime import datetime

from accounts.models import User

from ..models import Application, SpotCheck
from ..passage import note, unobstructed


def recheck(
    *, application: Application, actor: User, right: bool, finding: str, seen: int | None = None, now: datetime
) -> Application:
    """Once. What is found to be wrong is not undone by this: whoever may, ends the opening (revoke)."""
    with note(application, "recheck", actor, seen=seen, now=now) as step:
        unobstructed("recheck", step, actor)
        said = {"right": right, "finding": finding}
        SpotCheck.objects.filter(application=application).update(checked_by=actor, checked_at=now, **said)
        step.record = said
    return application
