"""Say whom a breach is about (确定当事人): the applications concerned, or a body."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts.models import Organisation, User
from applications.models import Application

from .. import recording
from ..locking import locked, require_handler
from ..models import Breach, Stage


@transaction.atomic
def identify(
    *, breach: Breach, actor: User, applications: Sequence[Application], body: Organisation | None, now: datetime
) -> Breach:
    """The applications are all of one applicant, who is the respondent; without any it is the body. A supervisor who
    belongs to him stands back: raises OwnCase, with nothing changed."""
    breach = locked(breach, Stage.EXAMINING)
    require_handler(breach, actor)
    if applications:
        case = applications[0].case
        breach.body, breach.person = case.body, None if case.body_id else case.applicant
    else:
        breach.body, breach.person = body, None
    require_handler(breach, actor)
    breach.save(update_fields=["body", "person"])
    breach.applications.set(applications)
    numbers = [application.case.number for application in applications]
    recording.write(breach, "identify", actor, now, respondent=breach.respondent, applications=numbers)
    return breach
