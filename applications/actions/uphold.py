"""Uphold a refusal on review (维持不予开放), with reasons and the ways of appeal that are left."""

from datetime import datetime

from django.utils.timezone import localdate

from accounts.models import User
from workflow.guards import CaseFacts

from ..appeal import default_appeal
from ..models import Application, Outcome, Review
from ..numbering import review_number
from ..passage import passage
from ..reviewing import deciding


def uphold(
    *, application: Application, actor: User, reasons: str, ground: str, seen: int | None = None, now: datetime
) -> Application:
    """The case ends again; the refusal stays in force."""
    with passage(application, "uphold", actor, seen=seen, now=now) as step:
        review = Review.objects.get(application=application)
        step.require(deciding(review, CaseFacts(reasons=reasons, ground=ground)))
        review.outcome, review.number = Outcome.UPHELD, review_number(localdate(now).year)
        review.decided_by, review.decided_at = actor, now
        review.reasons, review.ground, review.appeal = reasons, ground, default_appeal()
        review.save()
        step.record = {"review": review.number, "reasons": reasons, "ground": ground}
    return application
