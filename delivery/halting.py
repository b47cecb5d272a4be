"""Stop everything of a data set at once, and let it go on."""

from collections.abc import Iterable
from datetime import datetime

from applications.models import Dataset

from .models import Halt


def halted(datasets: Iterable[int]) -> frozenset[int]:
    """The keys of those that are stopped now. One query."""
    found = Halt.objects.in_force().filter(dataset__in=list(datasets))
    return frozenset(found.values_list("dataset", flat=True))


def halt(dataset: Dataset, now: datetime) -> Halt:
    """Running downloads are cut with their next look (transfer.LOOK), keys refuse with their next call, nothing of the
    data set is delivered. Raises IntegrityError where it is stopped already."""
    return Halt.objects.create(dataset=dataset, since=now)


def lift(stopped: Halt, now: datetime) -> None:
    """What was open before is open again; a second time changes nothing."""
    Halt.objects.in_force().filter(pk=stopped.pk).update(lifted_at=now)
