"""More time to reply, asked for and not yet decided: which cases, and what each would come to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from calendars.store import index_for
from workflow.clock import due
from workflow.deadlines import terms_of
from workflow.models import OPEN, Case, Clock, Deadline, Event

from .attempt import DENIED, GRANTED, REQUESTED
from .desk import Desk
from .office_clock import Clocked
from .queue import IN_HAND


@dataclass(frozen=True)
class Asked:
    """One request. `due_on` is the present due day (None in a pause), `would_be` the one it would become;
    `too_late`: the limit has passed meanwhile, so it can only be denied."""

    case: Case
    entry: Event
    due_on: date | None
    would_be: date | None
    too_late: bool

    @property
    def days(self) -> int:
        """Working days that were asked for."""
        return int(self.entry.facts["days"])

    @property
    def reasons(self) -> str:
        return str(self.entry.facts["reasons"])


def awaiting(cases: Clocked) -> Clocked:
    """The cases whose request nobody has decided, while the reply is still owed."""
    of_case = Event.objects.filter(case=OuterRef("pk"))
    owed = Deadline.objects.filter(case=OuterRef("pk"), clock=Clock.VALID_REPLY, status__in=OPEN)
    asked = cases.filter(Exists(owed), Exists(of_case.filter(name=REQUESTED)), state__in=IN_HAND)
    return asked.exclude(Exists(of_case.filter(name__in=(GRANTED, DENIED))))


def requests(desk: Desk, cases: Iterable[Case]) -> list[Asked]:
    """The requests of the cases, in their order: two queries."""
    cases = list(cases)
    entries = Event.objects.filter(case__in=cases, name=REQUESTED).select_related("actor").order_by("seq")
    said = {entry.case_id: entry for entry in entries}
    open_replies = Deadline.objects.filter(case__in=cases, clock=Clock.VALID_REPLY, status__in=OPEN)
    clocks = {deadline.case_id: deadline for deadline in open_replies}
    return [_asked(case, said[case.pk], clocks[case.pk], desk.today) for case in cases]


def _asked(case: Case, entry: Event, reply: Deadline, today: date) -> Asked:
    terms = terms_of(reply)
    longer = terms._replace(extension=terms.extension + int(entry.facts["days"]))
    would_be = due(index_for(reply.calendar_version), *longer).on
    late = reply.due_on is not None and reply.due_on < today
    return Asked(case, entry, reply.due_on, would_be, late)
