"""Report a security incident (报告安全事件): one data set is stopped for everybody, in the same transaction."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import User
from applications.models import Dataset
from applications.numbering import next_numbers
from delivery.halting import halt
from jobs import enqueue, together
from workflow.refusals import NotYours

from .. import recording
from ..access import may_act_on
from ..circles import officers, supervisors, with_grants
from ..models import Incident
from ..refusals import StoppedAlready
from ..telling import Told, tell

NOTE = "conduct.note_in_cases"


def report_incident(*, dataset: Dataset, actor: User, what: str, noticed_at: datetime, now: datetime) -> Incident:
    """Downloads are cut with their next look, keys refuse, nothing is delivered; all persons with grants, the
    department and the supervisors are told at once. Raises NotYours, StoppedAlready."""
    if not may_act_on(actor, dataset.provider_id):
        raise NotYours
    try:
        with transaction.atomic(), together():
            return _report(dataset, actor, what, noticed_at, now)
    except IntegrityError as stopped:
        if "halt" in str(stopped):
            raise StoppedAlready from stopped
        raise


def _report(dataset: Dataset, actor: User, what: str, noticed_at: datetime, now: datetime) -> Incident:
    today = localdate(now)
    incident = Incident.objects.create(
        number=f"AQ-{today.year}-{next_numbers(today.year, 'incident')['incident']:04d}",
        dataset=dataset, halt=halt(dataset, now), what=what, noticed_at=noticed_at, reported_at=now, reported_by=actor,
    )  # fmt: skip
    circles = {
        "grants": with_grants(dataset, today),
        "department": officers(dataset.provider, today),
        "supervision": supervisors(today),
    }
    told = [{"circle": name, "person": user.pk, "name": user.name} for name, users in circles.items() for user in users]
    facts = {"dataset": dataset.code, "what": what, "noticed_at": noticed_at.isoformat()}
    recording.write(incident, "report", actor, now, **facts)
    recording.write(incident, "tell", None, now, to=told)
    values = {"number": incident.number, "dataset": dataset, "what": what, "names": [one["name"] for one in told]}
    office = [*circles["department"], *circles["supervision"]]
    users = [user for user in circles["grants"] if user not in office]
    tell(office, Told.INCIDENT, incident.pk, reverse("incident", args=[incident.pk]), values | {"office": True}, now)
    tell(users, Told.INCIDENT, incident.pk, reverse("my-data"), values | {"office": False}, now)
    enqueue(NOTE, {"incident": incident.pk, "name": "stop_data"}, key=f"incident:{incident.pk}:stop")
    return incident
