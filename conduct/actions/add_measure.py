"""Put a measure on record (处置措施): what was done about an incident."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from workflow.refusals import NotYours

from .. import recording
from ..access import may_act_on
from ..locking import locked_incident
from ..models import Incident


@transaction.atomic
def add_measure(*, incident: Incident, actor: User, text: str, now: datetime) -> Incident:
    """Also after it was lifted: what is learned later belongs to it. Raises NotYours."""
    incident = locked_incident(incident)
    if not may_act_on(actor, incident.dataset.provider_id):
        raise NotYours
    recording.write(incident, "measure", actor, now, text=text)
    return incident
