"""Put what was found out on record (核查情况): by the supervisor, or by an officer of the department concerned."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from workflow.refusals import NotYours

from .. import recording
from ..access import breaches_seen_by, is_supervisor, oversees
from ..locking import locked, require_handler
from ..models import Breach, Stage


@transaction.atomic
def examine(*, breach: Breach, actor: User, text: str, now: datetime) -> Breach:
    """A department says what it knows of the use of its data; it is not told who reported. Auditors read only."""
    breach = locked(breach, Stage.EXAMINING, Stage.HEARING)
    if is_supervisor(actor):
        require_handler(breach, actor)
    elif oversees(actor) or not breaches_seen_by(actor).filter(pk=breach.pk).exists():
        raise NotYours
    recording.write(breach, "examine", actor, now, text=text)
    return breach
