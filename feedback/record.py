"""What everybody may know of a data set: how many errors were reported, and how long they took."""

from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db.models import Count, Q

from applications.models import Dataset
from calendars.store import index_for
from workflow.time_limit import DeadlineStatus

from .models import Matter, MatterLimit, Outcome
from .states import MatterState

ENDED = (DeadlineStatus.MET, DeadlineStatus.LATE)
MENDED = (Outcome.CORRECTED, Outcome.PARTLY)


@dataclass(frozen=True)
class Corrections:
    """Of one data set; `days` are working days, the median of those answered, None where none was."""

    reported: int
    answered: int
    mended: int
    in_time: int
    days: float | None

    @property
    def days_words(self) -> str:
        """3 or 3.5"""
        return f"{self.days:g}" if self.days is not None else ""


def corrections_of(dataset: Dataset) -> Corrections:
    """Those that were not withdrawn: one query where there is none, else two, and one for each calendar that is not at
    hand."""
    counted = Matter.objects.corrections().filter(dataset=dataset).exclude(state=MatterState.WITHDRAWN)
    mended = Count("pk", filter=Q(answers__outcome__in=MENDED), distinct=True)
    counts = counted.aggregate(reported=Count("pk", distinct=True), mended=mended)
    if not counts["reported"]:
        return Corrections(reported=0, answered=0, mended=0, in_time=0, days=None)
    first = MatterLimit.objects.filter(matter__in=counted.order_by().values("pk"), round=1, status__in=ENDED)
    ended = list(first.values_list("received_on", "finished_on", "calendar_version", "status"))
    days = [taken(begun, done, calendar) for begun, done, calendar, _status in ended if done]
    return Corrections(
        **counts,
        answered=len(ended),
        in_time=sum(status == DeadlineStatus.MET for *_rest, status in ended),
        days=median(days) if days else None,
    )


def taken(begun: date, done: date, calendar: str) -> int:
    """Working days from the receipt to the answer, by the calendar it was judged by."""
    return index_for(calendar).between(begun, done)
