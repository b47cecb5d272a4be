"""Grant more time to reply (批准延期): the clock goes on with the days added, and the applicant is told."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflow.guards import CaseFacts, reasons_are_given
from workflow.refusals import MissingFacts

from ..models import Application
from ..passage import note, unobstructed


def grant_extension(
    *,
    application: Application,
    actor: User,
    reasons: str,
    days: int | None = None,
    seen: int | None = None,
    now: datetime,
) -> Application:
    """`days`: fewer working days than were asked for; None grants them all. The reasons go to the applicant."""
    with note(application, "grant_extension", actor, seen=seen, now=now) as step:
        asked = unobstructed("grant_extension", step, actor).request
        assert asked is not None
        granted = asked.facts["days"] if days is None else days
        wanting = list(reasons_are_given(CaseFacts(reasons=reasons)))
        if not 1 <= granted <= asked.facts["days"]:
            wanting.append(_("批准延长的时间应当为 1 至 %(n)d 个工作日。") % {"n": asked.facts["days"]})
        if wanting:
            raise MissingFacts(wanting)
        step.record = {"clock": asked.facts["clock"], "days": granted, "reasons": reasons}
    return application
