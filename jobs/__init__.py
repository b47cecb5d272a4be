"""Durable background work: a job is written with the change that wants it, and survives every crash.

    @jobs.handler("notifications.mail")
    def mail(job, result): ...              # database effects, one transaction with the job's completion
    mail.external = send                    # optional: result = send(job), before it, outside any transaction

    @jobs.periodic("workflow.tick", every=timedelta(seconds=30))
    def tick(now): ...                      # run by every worker; must be idempotent by itself

    with transaction.atomic():
        ...
        jobs.enqueue("notifications.mail", {"message": message.pk}, key=f"mail:{message.pk}")

A handler that cannot do its work yet raises jobs.Postponed(until, because). Handlers and periodic work stand in a
module named `background` of each installed app.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from jobs.postponed import Postponed
from jobs.registry import handler
from jobs.timetable import periodic

if TYPE_CHECKING:
    from jobs.queue import NewJob, enqueue, enqueue_many, together

__all__ = ["NewJob", "Postponed", "enqueue", "enqueue_many", "handler", "periodic", "together"]


def __getattr__(name: str) -> Any:
    # The queue needs the Job model, and Django imports this package before any model may be loaded.
    if name in ("NewJob", "enqueue", "enqueue_many", "together"):
        return getattr(import_module("jobs.queue"), name)
    raise AttributeError(f"module 'jobs' has no attribute {name!r}")
