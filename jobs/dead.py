"""Jobs that are out of attempts: they wait, visible, until a person tries them again."""

from collections.abc import Iterable

from jobs import clock
from jobs.models import Job, State


def retry_dead(ids: Iterable[int] | None = None) -> int:
    """Let dead jobs (all of them, or those with these ids) start afresh, now; answers how many there were.

    The last error stays readable until the next attempt succeeds or leaves another one.
    """
    dead = Job.objects.filter(state=State.DEAD)
    if ids is not None:
        dead = dead.filter(pk__in=list(ids))
    return dead.update(state=State.READY, attempts=0, run_at=clock.now(), finished_at=None)
