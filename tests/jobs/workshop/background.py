"""Jobs that send: each send is a line in a file, which no rollback takes back."""

import os
import time
from typing import Any

from django.conf import settings

import jobs
from jobs.models import Job
from tests.jobs.workshop.models import Effect


@jobs.handler("workshop.send")
def send(job: Job, result: Any) -> None:
    """One row for each completion."""
    Effect.objects.create(job=job.pk, result=result, attempt=job.attempts)


def write_a_line(job: Job) -> str:
    """A line in `sent`, then a wait for as long as the file `hold` is there."""
    with (settings.WORKSHOP / "sent").open("a") as sent:
        sent.write(f"{job.idempotency_key}\n")
    while (settings.WORKSHOP / "hold").exists():
        time.sleep(0.02)
    return f"sent by {os.getpid()}"


send.external = write_a_line
