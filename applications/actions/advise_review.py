"""A supervisor says what he thinks of a review (复核监督意见); whoever decides it has heard him."""

from datetime import datetime

from accounts.models import User

from ..models import Application, Outcome, Review
from ..passage import note, unobstructed


def advise_review(
    *,
    application: Application,
    actor: User,
    advises: Outcome | str,
    advice: str,
    seen: int | None = None,
    now: datetime,
) -> Application:
    """Once. It binds nobody, but is on record beside the decision."""
    with note(application, "advise_review", actor, seen=seen, now=now) as step:
        unobstructed("advise_review", step, actor)
        said = {"advises": Outcome(advises).value, "advice": advice}
        Review.objects.filter(application=application).update(advised_by=actor, advised_at=now, **said)
        step.record = said
    return application
