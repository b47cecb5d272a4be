"""Accept a complete application (受理): the assessment begins."""

from datetime import datetime

from accounts.models import User

from ..models import Application
from ..passage import passage


def accept(*, application: Application, actor: User, seen: int | None = None, now: datetime) -> Application:
    """The handler who accepts has the case from now on, unless someone was named before."""
    with passage(application, "accept", actor, seen=seen, now=now) as step:
        step.case.handler = step.case.handler or actor
        step.record = {"handler": step.case.handler_id}
    return application
