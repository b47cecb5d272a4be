"""How much background work waits, and for how long: the figures for a page or a monitor."""

from dataclasses import dataclass
from datetime import datetime

from jobs.models import Job, State


@dataclass(frozen=True)
class Depth:
    """Numbers of jobs at one moment; `oldest_due_at` is None when nothing waits."""

    due: int
    scheduled: int
    running: int
    dead: int
    oldest_due_at: datetime | None


def depth(now: datetime) -> Depth:
    """The queue at the aware moment `now`; a healthy one has nothing due for long and nothing dead."""
    due = Job.objects.due(now)
    return Depth(
        due=due.count(),
        scheduled=Job.objects.filter(state=State.READY, run_at__gt=now).count(),
        running=Job.objects.filter(state=State.RUNNING).count(),
        dead=Job.objects.dead().count(),
        oldest_due_at=due.values_list("run_at", flat=True).first(),
    )
