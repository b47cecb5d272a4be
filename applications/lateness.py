"""Why a reply is late: asked of whoever gives it after its due day, for the record and the statistics."""

from datetime import date, datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from workflow.models import OPEN, Case, Clock, Deadline
from workflow.refusals import MissingFacts

from .models import Lateness


def reply_is_late(case: Case, today: date) -> bool:
    """Whether a reply given today comes after its due day: one query."""
    reply = Deadline.objects.filter(case=case, clock=Clock.VALID_REPLY, status__in=OPEN)
    return reply.filter(due_on__lt=today).exists()


def admitted(case: Case, lateness: str, now: datetime) -> str:
    """The reason to record: the one given for a late reply, which owes one; empty for a reply in time."""
    if not reply_is_late(case, localdate(now)):
        return ""
    if lateness not in Lateness.values:
        raise MissingFacts([_("本件已超过答复时限，请选择超期原因。")])
    return lateness


def recorded(lateness: str) -> dict[str, str]:
    """Its part of a journal entry."""
    return {"lateness": lateness} if lateness else {}
