"""Whether a refusal can still be reviewed (复核), and what its verbs share: asked for once, within a limit that is a
dated standard (workflow.models.REVIEW_REQUEST)."""

from dataclasses import replace
from datetime import date

from django.utils.timezone import localdate

from calendars.store import current_index
from workflow.guards import CaseFacts
from workflow.models import REVIEW_REQUEST, Case
from workflow.refusals import Refused

from .models import Application, Decision, Review
from .refusals import NotAdvised, ReviewAdvised, ReviewedOnce, ReviewTooLate

# Where a case was received before the limit was a standard.
DAYS = 10


def days_to_ask(case: Case) -> int:
    """Working days from the decision in which a review can be asked for."""
    return int(case.standards.get(REVIEW_REQUEST, {}).get("budget", DAYS))


def last_day(case: Case, decision: Decision) -> date:
    """The last day on which it can be asked for; the day of the decision is not counted."""
    return current_index().add(localdate(decision.at), days_to_ask(case))


def why_closed(case: Case, decision: Decision, review: Review | None, today: date) -> Refused | None:
    """Why no review can be asked for, or None."""
    if review is not None:
        return ReviewedOnce()
    return ReviewTooLate() if today > last_day(case, decision) else None


def to_ask(application: Application, grounds: str, today: date) -> CaseFacts:
    """For request_review."""
    decision = Decision.objects.get(application=application)
    closed = why_closed(application.case, decision, review_of(application), today)
    return CaseFacts(review_closed=(closed.message,) if closed else (), reasons=grounds)


def to_advise(review: Review | None) -> Refused | None:
    """A supervisor says once what he thinks."""
    return ReviewAdvised() if review is None or review.is_advised else None


def to_decide(review: Review | None) -> Refused | None:
    """A review is decided when a supervisor has said what he thinks."""
    return None if review and review.is_advised else NotAdvised()


def deciding(review: Review, facts: CaseFacts) -> CaseFacts:
    """For uphold and reverse: the facts, and that a supervisor was heard."""
    return replace(facts, advised=review.is_advised)


def review_of(application: Application) -> Review | None:
    """The review, once it was asked for: one query."""
    people = ("asked_by", "advised_by", "decided_by")
    return Review.objects.select_related(*people).filter(application=application).first()
