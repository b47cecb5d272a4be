"""The respondent appeals (申诉), once and within the limit."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import User
from workflow.refusals import NotYours

from .. import recording
from ..access import breaches_about
from ..circles import supervisors
from ..locking import locked
from ..models import Appeal, Breach, Finding, Stage
from ..refusals import AppealTooLate, NotAtThisStage
from ..telling import Told, tell


@transaction.atomic
def appeal(*, breach: Breach, actor: User, grounds: str, now: datetime) -> Appeal:
    """The decision stays in force until the appeal is decided. Raises NotYours, AppealTooLate."""
    if not breaches_about(actor).filter(pk=breach.pk).exists():
        raise NotYours
    try:
        breach = locked(breach, Stage.DECIDED)
    except NotAtThisStage:
        raise AppealTooLate from None
    finding, today = Finding.objects.select_related("by").get(breach=breach), localdate(now)
    if finding.appeal_until is None or today > finding.appeal_until:
        raise AppealTooLate
    made = Appeal.objects.create(finding=finding, grounds=grounds, at=now, by=actor, first=finding.by)
    breach.stage = Stage.APPEALED
    breach.save(update_fields=["stage"])
    recording.write(breach, "appeal", actor, now, grounds=grounds)
    others = [user for user in supervisors(today) if user.pk != finding.by_id]
    values = {"number": breach.number, "finding": finding}
    tell(others, Told.BREACH_APPEALED, breach.pk, reverse("breach", args=[breach.pk]), values, now)
    return made
