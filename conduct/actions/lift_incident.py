"""Lift an incident (解除停用): a second person lets the data set go on, with the reason."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import User
from delivery.halting import lift
from jobs import enqueue, together
from workflow.refusals import NotYours

from .. import recording
from ..access import may_act_on
from ..circles import officers, supervisors, with_grants
from ..locking import locked_incident
from ..models import Incident
from ..refusals import NotAtThisStage, SecondPersonLifts
from ..telling import Told, tell
from .report_incident import NOTE


def lift_incident(*, incident: Incident, actor: User, reason: str, now: datetime) -> Incident:
    """Every grant is what it was before; one that ended meanwhile stays ended. Raises NotYours, SecondPersonLifts,
    NotAtThisStage."""
    with transaction.atomic(), together():
        incident = locked_incident(incident)
        if not may_act_on(actor, incident.dataset.provider_id):
            raise NotYours
        if incident.lifted_at is not None:
            raise NotAtThisStage
        if incident.reported_by_id == actor.pk:
            raise SecondPersonLifts
        _lift(incident, actor, reason, now)
    return incident


def _lift(incident: Incident, actor: User, reason: str, now: datetime) -> None:
    incident.lifted_at, incident.lifted_by, incident.reason = now, actor, reason
    incident.save(update_fields=["lifted_at", "lifted_by", "reason"])
    lift(incident.halt, now)
    recording.write(incident, "lift", actor, now, reason=reason)
    today, dataset = localdate(now), incident.dataset
    office = [*officers(dataset.provider, today), *supervisors(today)]
    users = [user for user in with_grants(dataset, today) if user not in office]
    values = {"number": incident.number, "dataset": dataset, "reason": reason}
    page = reverse("incident", args=[incident.pk])
    tell(office, Told.INCIDENT_LIFTED, incident.pk, page, values | {"office": True}, now)
    tell(users, Told.INCIDENT_LIFTED, incident.pk, reverse("my-data"), values | {"office": False}, now)
    enqueue(NOTE, {"incident": incident.pk, "name": "release_data"}, key=f"incident:{incident.pk}:release")
