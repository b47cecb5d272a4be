"""Putting off many jobs with one statement: what waits for something that is out of order is not tried one by one."""

from datetime import datetime

from jobs.models import Job, State


def put_off(name: str, until: datetime, **payload: object) -> int:
    """Let the ready jobs of that name, and with that payload, wait at least until then; answers how many."""
    waiting = Job.objects.filter(name=name, state=State.READY, run_at__lt=until)
    for key, value in payload.items():
        waiting = waiting.filter(**{f"payload__{key}": value})
    return waiting.update(run_at=until)
