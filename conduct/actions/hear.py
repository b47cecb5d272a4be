"""Hear the respondent (告知并听取陈述申辩): he is told what is held against him, and by when he can answer."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import User
from workflow.models import HEARING

from .. import recording
from ..circles import respondents
from ..limits import last_day
from ..locking import locked, require_handler
from ..models import Breach, Hearing, Stage
from ..refusals import NoRespondent
from ..telling import Told, tell


@transaction.atomic
def hear(*, breach: Breach, actor: User, charge: str, now: datetime) -> Hearing:
    """Once. Raises NoRespondent."""
    breach = locked(breach, Stage.EXAMINING)
    require_handler(breach, actor)
    if not breach.respondent:
        raise NoRespondent
    today = localdate(now)
    hearing = Hearing.objects.create(breach=breach, charge=charge, asked_at=now, due_on=last_day(HEARING, today))
    breach.stage = Stage.HEARING
    breach.save(update_fields=["stage"])
    recording.write(breach, "hear", actor, now, charge=charge, due_on=hearing.due_on.isoformat())
    values = {"number": breach.number, "respondent": breach.respondent, "due_on": hearing.due_on, "charge": charge}
    path = reverse("my-breach", args=[breach.pk])
    tell(respondents(breach, today), Told.BREACH_HEARING, breach.pk, path, values, now)
    return hearing
