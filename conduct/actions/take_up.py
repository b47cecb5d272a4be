"""Take up a report (受理核查), or take it over from another supervisor. From then on its reporter is known to him."""

from datetime import datetime

from django.db import transaction

from accounts.models import User

from .. import recording
from ..locking import locked, require_supervisor
from ..models import Breach, Stage
from ..refusals import NotAtThisStage, OwnReport


@transaction.atomic
def take_up(*, breach: Breach, actor: User, now: datetime) -> Breach:
    """Raises NotYours, OwnCase, OwnReport, NotAtThisStage."""
    breach = locked(breach)
    require_supervisor(breach, actor)
    if breach.reporter_id == actor.pk:
        raise OwnReport
    if breach.handler_id == actor.pk:
        raise NotAtThisStage
    taken_from = breach.handler.name if breach.handler else ""
    breach.handler = actor
    if breach.stage == Stage.REPORTED:
        breach.stage = Stage.EXAMINING
    breach.save(update_fields=["handler", "stage"])
    recording.write(breach, "take_up", actor, now, taken_from=taken_from)
    return breach
