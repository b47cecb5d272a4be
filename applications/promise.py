"""How long an answer takes, told before anybody applies: by the rule and the calendar that will count the days."""

from dataclasses import dataclass
from datetime import date

from calendars.index import NotCovered
from calendars.store import current_index
from workflow.clock import Day, Mode, due, explain
from workflow.models import Clock, ServiceStandard


@dataclass(frozen=True)
class Promise:
    """What holds for an application that is submitted on a day. `firm`: no notice to come can move the due day."""

    working_days: int
    due_on: date
    firm: bool
    days: tuple[Day, ...]
    source: str


def reply_standard(today: date) -> ServiceStandard | None:
    """The rule for applications received on a day. One query."""
    rules = ServiceStandard.objects.filter(clock=Clock.VALID_REPLY, valid_from__lte=today)
    return rules.order_by("-valid_from").first()


def promise(today: date) -> Promise | None:
    """The valid reply to an application of `today`; None where the calendar does not reach that far. Two queries."""
    standard = reply_standard(today)
    if standard is None:
        return None
    try:
        index = current_index()
        reply = due(index, today, standard.working_days)
        days = explain(index, today, standard.working_days, (), Mode(standard.mode), today)
    except NotCovered:
        return None
    assert reply.on is not None  # only a pause takes the due day away
    return Promise(standard.working_days, reply.on, reply.firm, days, standard.legal_source)
