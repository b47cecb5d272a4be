"""Open at once what is marked 免申即用 and of low risk by the questionnaire. Only the system does this."""

from dataclasses import replace
from datetime import datetime

from ..agreements import conclude
from ..assessing import record_assessment
from ..conditions import Conditions
from ..fast_track import weighed
from ..models import Application
from ..passage import passage
from ..suggested_conditions import conditions_asked


def fast_track(*, application: Application, now: datetime) -> Application:
    """The whole of what was asked for, under the conditions that follow from the answers."""
    with passage(application, "fast_track", None, now=now) as step:
        found = weighed(application)
        step.require(replace(found.facts(), fast_track=application.dataset.fast_track))
        record = record_assessment(application, None, found, now)
        step.case.risk = found.level
        conditions = conditions_of(application)
        decision, agreement = conclude(application, None, conditions, "", now)
        step.record = record | {
            "decision": decision.number, "conditions": conditions.to_json(), "agreement": agreement.number,
        }  # fmt: skip
    return application


def conditions_of(application: Application) -> Conditions:
    """What the answers ask for, of whatever was applied for."""
    asked = conditions_asked(application)
    return Conditions(
        tuple(application.requested_fields),
        application.delivery_mode,
        application.term_months or 12,
        report_months=asked.report_months,
        special="\n".join(asked.sentences),
    )
