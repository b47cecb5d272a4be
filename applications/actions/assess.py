"""Give the risk assessment: low and medium risk go on to the decision."""

from collections.abc import Mapping
from datetime import datetime

from accounts.models import User
from workflow.guards import CaseFacts

from ..models import Application, Assessment
from ..passage import passage
from ..risk import level_of


def assess(
    *,
    application: Application,
    actor: User,
    answers: Mapping[str, str],
    opinion: str,
    seen: int | None = None,
    now: datetime,
) -> Application:
    """`answers` maps each question of applications.risk to low, medium or high; the strictest counts."""
    level = level_of(answers)
    with passage(application, "assess", actor, seen=seen, now=now) as step:
        step.require(CaseFacts(assessed=bool(level and opinion.strip()), risk=level))
        Assessment.objects.create(
            application=application, by=actor, at=now, answers=dict(answers), level=level, opinion=opinion
        )
        step.case.assessor, step.case.risk = actor, level
        step.record = {"level": level, "answers": dict(answers), "opinion": opinion}
    return application
