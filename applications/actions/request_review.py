"""Ask for a review of the refusal (申请复核): once, within its limit; the review has a clock of its own."""

from datetime import datetime

from django.utils.timezone import localdate

from accounts.models import User
from workflow.deadlines import complete_standards

from ..models import Application, Review
from ..passage import passage
from ..reviewing import to_ask


def request_review(
    *, application: Application, actor: User, reasons: str, seen: int | None = None, now: datetime
) -> Application:
    """It goes to another approver, and to the supervisors for their advice."""
    with passage(application, "request_review", actor, seen=seen, now=now) as step:
        step.require(to_ask(application, reasons, localdate(now)))
        complete_standards(step.case)
        Review.objects.create(application=application, asked_by=actor, asked_at=now, grounds=reasons)
        step.record = {"reasons": reasons}
    return application
