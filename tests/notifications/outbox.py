"""What is queued is done at once, in office hours; waiting times are not what is tested."""

from datetime import datetime

from django.db import transaction

from jobs.clock import travel
from jobs.models import Job
from jobs.runner import run_due
from notifications import background, outward
from tests.factories import MORNING


def run_everything(at: datetime = MORNING) -> None:
    """Every job that is ready, at that moment."""
    with travel(at):
        hand_on()
        Job.objects.filter(state="ready").update(run_at=at)
        run_due()


def hand_on() -> None:
    """Hand on what leaves the house for all that has been entered, and send none of it."""
    with transaction.atomic():
        for job in Job.objects.filter(name=outward.JOB, state="ready"):
            background.told_outside(job, None)
