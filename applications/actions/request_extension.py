"""Ask for more time to reply (申请延期): before the limit expires, with a reason, once."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflow.guards import CaseFacts, reasons_are_given
from workflow.models import Clock
from workflow.refusals import MissingFacts

from ..models import Application
from ..passage import note, unobstructed


def request_extension(
    *, application: Application, actor: User, days: int, reasons: str, seen: int | None = None, now: datetime
) -> Application:
    """`days` are working days, from 1 to those of the limit itself; a supervisor decides."""
    with note(application, "request_extension", actor, seen=seen, now=now) as step:
        reply = unobstructed("request_extension", step, actor).reply
        assert reply is not None
        wanting = list(reasons_are_given(CaseFacts(reasons=reasons)))
        if not 1 <= days <= reply.budget:
            wanting.append(_("延长的时间应当为 1 至 %(n)d 个工作日。") % {"n": reply.budget})
        if wanting:
            raise MissingFacts(wanting)
        due_on = reply.due_on.isoformat() if reply.due_on else ""
        step.record = {"clock": Clock.VALID_REPLY.value, "days": days, "reasons": reasons, "due_on": due_on}
    return application
