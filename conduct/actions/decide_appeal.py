"""Decide an appeal (处理申诉): another supervisor upholds the decision, or lifts it with its entry on the list."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import User

from .. import recording
from ..circles import respondents
from ..locking import locked, require_supervisor
from ..models import Appeal, AppealOutcome, Breach, ListEntry, Stage
from ..refusals import SameDecider
from ..telling import Told, tell


@transaction.atomic
def decide_appeal(*, breach: Breach, actor: User, outcome: AppealOutcome, reasons: str, now: datetime) -> Appeal:
    """Access that was ended stays ended: it is applied for anew. Raises SameDecider."""
    breach = locked(breach, Stage.APPEALED)
    require_supervisor(breach, actor)
    made = Appeal.objects.select_related("finding").get(finding__breach=breach)
    if made.first_id == actor.pk:
        raise SameDecider
    made.outcome, made.reasons, made.decided_at, made.decided_by = outcome, reasons, now, actor
    made.save(update_fields=["outcome", "reasons", "decided_at", "decided_by"])
    if outcome == AppealOutcome.LIFTED:
        ListEntry.objects.filter(finding=made.finding).update(lifted_at=now)
    breach.stage = Stage.CLOSED
    breach.save(update_fields=["stage"])
    recording.write(breach, "decide_appeal", actor, now, outcome=str(outcome), reasons=reasons)
    values = {"number": breach.number, "respondent": breach.respondent, "appeal": made}
    path = reverse("my-breach", args=[breach.pk])
    tell(respondents(breach, localdate(now)), Told.APPEAL_DECIDED, breach.pk, path, values, now)
    return made
