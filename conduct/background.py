"""What the background does for conduct: an incident is noted in the journal of every case that it touches."""

from typing import Any

from django.utils.timezone import localdate

from jobs import clock, handler
from workflow import door
from workflow.entries import SystemNote
from workflow.lifecycle import STOPPABLE
from workflow.models import Case, Event
from workflow.people import people_of_each

from .actions.report_incident import NOTE
from .models import Incident

AT_ONCE = 200


@handler(NOTE)
def note_in_cases(job: Any, _nothing: None) -> None:
    """Once in each case, in the transaction of the job's end; the data set itself was stopped before."""
    incident, name, now = Incident.objects.get(pk=job.payload["incident"]), job.payload["name"], clock.now()
    at = incident.reported_at if name == "stop_data" else incident.lifted_at or now
    touched = Case.objects.filter(application__dataset=incident.dataset_id, state__in=STOPPABLE)
    noted = Event.objects.filter(name=name, facts__incident=incident.number).values("case")
    keys = list(touched.exclude(pk__in=noted).order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(keys), AT_ONCE):
        cases = [case for case in door.locked_cases(keys[first : first + AT_ONCE]) if case.state in STOPPABLE]
        people = people_of_each(cases, localdate(now))
        facts = {"incident": incident.number, "at": at.isoformat()}
        door.enter([SystemNote(case, people[case.pk], name, facts) for case in cases], now)
