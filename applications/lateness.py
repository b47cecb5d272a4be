"""Why a reply is late: asked of whoever gives it after its due day, for the record and the statistics."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from workflow.door import Step
from workflow.models import OPEN, Case, Clock, Deadline
from workflow.refusals import MissingFacts

from .models import Decision, Lateness
from .office_clock import Clocked


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


# A late reply from before the question was asked.
UNTOLD = "untold"
CHOICES: list[tuple[str, str | Promise]] = [*Lateness.choices, (UNTOLD, _("未说明原因"))]


@dataclass(frozen=True)
class Split:
    """How many of the late replies have one reason; `share` in percent of all of them."""

    reason: str
    label: str
    n: int
    share: float


def split(late: Clocked) -> list[Split]:
    """The cases whose reply was late, by its reason, in the order of the list: one query.

    Reasons that none has are there with 0, but for the missing one.
    """
    decided = Decision.objects.filter(application__case__in=late.order_by().values("pk")).order_by()
    counted = {reason or UNTOLD: n for reason, n in decided.values_list("lateness").annotate(Count("pk"))}
    whole = sum(counted.values())
    listed = [(reason, label) for reason, label in CHOICES if reason != UNTOLD or reason in counted]
    return [
        Split(reason, str(label), n, 100 * n / whole if whole else 0.0)
        for reason, label in listed
        for n in (counted.get(reason, 0),)
    ]


def with_reason(cases: Clocked, reason: str) -> Clocked:
    """Those whose late reply has the reason."""
    return cases.filter(application__decision__lateness="" if reason == UNTOLD else reason)
