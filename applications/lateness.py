"""Why a reply is late: asked of whoever gives it after its due day, for the record and the statistics."""

from collections.abc import Iterable
from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from workflow.door import Step
from workflow.models import OPEN, Case, Clock, Deadline
from workflow.refusals import MissingFacts

from .models import Lateness


def reply_is_late(case: Case, today: date) -> bool:
    """Whether a reply given today comes after its due day: one query."""
    return _is_late(Deadline.objects.filter(case=case, clock=Clock.VALID_REPLY, status__in=OPEN), today)


def admitted(step: Step, lateness: str) -> str:
    """The reason to record: the one given for a late reply, which owes one; empty for a reply in time."""
    if not _is_late(step.clocks, localdate(step.now)):
        return ""
    if lateness not in Lateness.values:
        raise MissingFacts([_("本件已超过答复时限，请选择超期原因。")])
    return lateness


def _is_late(deadlines: Iterable[Deadline], today: date) -> bool:
    replies = (one for one in deadlines if one.clock == Clock.VALID_REPLY and one.status in OPEN)
    return any(one.due_on is not None and one.due_on < today for one in replies)


def recorded(lateness: str) -> dict[str, str]:
    """Its part of a journal entry."""
    return {"lateness": lateness} if lateness else {}
