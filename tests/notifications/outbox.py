"""What is queued is done at once, in office hours; waiting times are not what is tested."""

from datetime import datetime

from jobs.clock import travel
from jobs.models import Job
from jobs.runner import run_due
from tests.factories import MORNING


def run_everything(at: datetime = MORNING) -> None:
    """Every job that is ready, at that moment."""
    with travel(at):
        Job.objects.filter(state="ready").update(run_at=at)
        run_due()
