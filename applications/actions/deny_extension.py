"""Deny more time to reply (不同意延期): the clock goes on as it was."""

from datetime import datetime

from accounts.models import User
from workflow.guards import CaseFacts, reasons_are_given
from workflow.refusals import MissingFacts

from ..models import Application
from ..passage import note, unobstructed


def deny_extension(
    *, application: Application, actor: User, reasons: str, seen: int | None = None, now: datetime
) -> Application:
    """The handler is told why."""
    with note(application, "deny_extension", actor, seen=seen, now=now) as step:
        asked = unobstructed("deny_extension", step, actor).request
        assert asked is not None
        wanting = reasons_are_given(CaseFacts(reasons=reasons))
        if wanting:
            raise MissingFacts(wanting)
        step.record = {"clock": asked.facts["clock"], "days": asked.facts["days"], "reasons": reasons}
    return application
