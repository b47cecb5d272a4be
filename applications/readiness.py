"""Could an agreement be drawn up if the application were approved as it stands? Asked before somebody decides."""

from datetime import datetime

from django.utils.timezone import localdate

from workflow.states import State

from .agreement_facts import facts_of
from .agreements import months_later
from .conditions import Conditions
from .documents.refusals import MissingFact, WrongFact
from .models import Agreement, Application, Decision
from .wordings import in_words_of, signatories, wording_for


def is_asked(application: Application) -> bool:
    """While the decision is being made, and before data that open at once are opened."""
    state = application.case.state
    return state == State.DECIDING or (state == State.SUBMITTED and application.dataset.fast_track)


def gaps(application: Application, now: datetime) -> list[str]:
    """What is missing for it, in the user's words; empty where nothing is, or nobody decides yet. Two queries."""
    if not is_asked(application):
        return []
    term = application.term_months or 12
    conditions = Conditions(tuple(application.requested_fields), application.delivery_mode or "download", term)
    today, wording = localdate(now), wording_for(application)
    ahead = Agreement(
        number="—",
        starts_on=today,
        ends_on=months_later(today, term),
        signatories=signatories(wording, application),
        supersedes=None,
    )
    try:
        in_words_of(wording, facts_of(application, Decision(at=now), conditions, ahead, now))
    except MissingFact as missing:
        return list(dict.fromkeys(map(str, missing.names)))
    except WrongFact as wrong:
        return [str(wrong)]
    return []
