"""Put a holiday notice in force, and set its re-settling going with it: one transaction, one job."""

from datetime import datetime

from django.db import transaction

from calendars.intake import Approval, approve
from calendars.store import current_version_digest
from jobs import enqueue

from .resettle import unsettled

JOB = "workflow.resettle"


@transaction.atomic
def put_in_force(code: str, *, by: str, now: datetime, legal_basis: str = "") -> Approval:
    """Approve the notice as a second person; open deadlines are settled anew in the background.

    Doing it again changes nothing. Raises calendars.intake.NoticeRefused.
    """
    approval = approve(code, by=by, now=now, legal_basis=legal_basis)
    if approval.new:
        begin(approval.version)
    return approval


def begin(digest: str, *, run: str = "0", after: int = 0) -> None:
    """Hand on the next chunk of a run: one job for each calendar, run and place, however often it is asked for."""
    payload = {"calendar": digest, "run": run, "after": after}
    enqueue(JOB, payload, key=f"resettle:{digest}:{run}:{after}")


def pick_up(now: datetime) -> bool:
    """Begin another run where open deadlines are left without the current calendar; whether there were any.

    A case that was in someone's hands while a run passed, one that failed, or a calendar that an update of the
    program brought: at most one run an hour.
    """
    digest = current_version_digest()
    if not unsettled(digest).exists():
        return False
    with transaction.atomic():
        begin(digest, run=f"{now:%Y%m%d%H}")
    return True
