"""The package's own periodic work: executed jobs are purged after a while, dead ones never."""

from datetime import datetime, timedelta

import jobs
from jobs import limits
from jobs.models import Job, State

BATCH = 1000


@jobs.periodic("jobs.purge", every=timedelta(hours=1))
def purge(now: datetime) -> int:
    """Delete jobs done longer ago than WURI_JOBS_KEEP_DAYS, in short transactions; answers how many."""
    old = Job.objects.filter(state=State.DONE, finished_at__lt=now - limits.kept()).order_by("finished_at", "pk")
    purged = 0
    while ids := list(old.values_list("pk", flat=True)[:BATCH]):
        purged += Job.objects.filter(pk__in=ids).delete()[0]
    return purged
