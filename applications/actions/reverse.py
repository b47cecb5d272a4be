"""Reverse a refusal on review (改为同意开放): a new decision takes its place, under conditions, with its agreement."""

from dataclasses import replace
from datetime import datetime

from django.utils.timezone import localdate

from accounts.models import User

from ..agreements import conclude
from ..conditions import Conditions
from ..facts import opening
from ..models import Application, Decision, Outcome, Review
from ..models.review import kept_of
from ..numbering import review_number
from ..passage import passage
from ..reviewing import deciding


def reverse(
    *,
    application: Application,
    actor: User,
    conditions: Conditions,
    reasons: str,
    seen: int | None = None,
    now: datetime,
) -> Application:
    """The refusal is kept as it was with the review; how late the reply was stays on record."""
    with passage(application, "reverse", actor, seen=seen, now=now) as step:
        review = Review.objects.get(application=application)
        step.require(deciding(review, replace(opening(application, conditions, now), reasons=reasons)))
        refusal = Decision.objects.get(application=application)
        review.outcome, review.number = Outcome.REVERSED, review_number(localdate(now).year)
        review.decided_by, review.decided_at, review.reasons = actor, now, reasons
        review.replaced = kept_of(refusal)
        review.save()
        decision, agreement = conclude(
            application, actor, conditions, reasons, now, lateness=refusal.lateness, replaces=refusal
        )
        step.record = {
            "review": review.number, "decision": decision.number, "kind": decision.kind,
            "conditions": conditions.to_json(), "agreement": agreement.number, "reasons": reasons,
        }  # fmt: skip
    return application
