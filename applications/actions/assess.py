"""Give the risk assessment: low and medium risk go on to the decision, and so does what is never to be opened."""

from collections.abc import Mapping
from datetime import datetime

from accounts.models import User

from ..assessing import Finding, record_assessment, weigh
from ..models import Application
from ..passage import passage


def assess(
    *,
    application: Application,
    actor: User,
    answers: Mapping[str, str],
    opinion: str,
    evidence: Mapping[str, str] | None = None,
    level: str = "",
    deviation: str = "",
    seen: int | None = None,
    now: datetime,
) -> Application:
    """The answers to the questionnaire that is asked now, as applications.assessing.Finding takes them."""
    weighed = weigh(Finding(answers, opinion, evidence or {}, level, deviation))
    with passage(application, "assess", actor, seen=seen, now=now) as step:
        step.require(weighed.facts())
        step.case.assessor, step.case.risk = actor, weighed.level
        step.record = record_assessment(application, actor, weighed, now)
    return application
