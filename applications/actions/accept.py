"""Accept a complete application (受理): the assessment begins."""

from collections.abc import Collection
from datetime import datetime

from accounts.models import User
from workflow.guards import CaseFacts

from ..checklists import checks_of
from ..models import Application
from ..passage import passage


def accept(
    *,
    application: Application,
    actor: User,
    ticked: Collection[str] = (),
    seen: int | None = None,
    now: datetime,
) -> Application:
    """The handler who accepts has the case from now on, unless someone was named before. `ticked` are the keys of all
    that the check-list of the application has (applications.checklists)."""
    with passage(application, "accept", actor, seen=seen, now=now) as step:
        checks = checks_of(application, now)
        step.require(CaseFacts(unticked=checks.unticked(ticked)))
        step.case.handler = step.case.handler or actor
        step.record = {"handler": step.case.handler_id}
        if checks.items:
            step.record |= {"checklist": checks.version, "checked": [one.title for one in checks.items]}
    return application
