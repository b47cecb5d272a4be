"""A breach under its row lock, as it is now; and whether a person may go on with it."""

from accounts.models import User
from workflow.access import lately_of
from workflow.refusals import NotYours, OwnCase

from .access import is_supervisor
from .models import OPEN, Breach, Incident, Stage
from .refusals import NotAtThisStage, NotItsHandler


def locked(breach: Breach, *stages: Stage) -> Breach:
    """Inside a transaction. Raises NotAtThisStage."""
    parts = ("body", "person", "handler")
    found = Breach.objects.select_for_update(of=("self",)).select_related(*parts).get(pk=breach.pk)
    if found.stage not in (stages or OPEN):
        raise NotAtThisStage
    return found


def locked_incident(incident: Incident) -> Incident:
    """Inside a transaction."""
    found = Incident.objects.select_for_update(of=("self",)).select_related("dataset__provider", "halt")
    return found.get(pk=incident.pk)


def require_supervisor(breach: Breach, actor: User) -> None:
    """Raises NotYours, and OwnCase for one who belongs to the respondent, or did within the year."""
    if not is_supervisor(actor):
        raise NotYours
    if breach.person_id == actor.pk or lately_of(actor).filter(organisation=breach.body_id).exists():
        raise OwnCase


def require_handler(breach: Breach, actor: User) -> None:
    """As require_supervisor(), and NotItsHandler for one who does not have it in hand."""
    require_supervisor(breach, actor)
    if breach.handler_id != actor.pk:
        raise NotItsHandler
