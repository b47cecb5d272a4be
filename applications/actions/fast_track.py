"""Open at once what is marked 免申即用 and of low risk. Only the system does this."""

from datetime import datetime

from workflow.guards import CaseFacts

from ..agreements import conclude
from ..conditions import Conditions
from ..models import Application
from ..passage import passage


def fast_track(*, application: Application, now: datetime) -> Application:
    """The whole of what was asked for, under the standard conditions."""
    with passage(application, "fast_track", None, now=now) as step:
        step.require(CaseFacts(fast_track=application.dataset.fast_track, risk=risk_of(application)))
        conditions = Conditions(
            tuple(application.requested_fields), application.delivery_mode, application.term_months or 12
        )
        decision, agreement = conclude(application, None, conditions, "", now)
        step.record = {
            "decision": decision.number, "conditions": conditions.to_json(), "agreement": agreement.number,
        }  # fmt: skip
    return application


def risk_of(application: Application) -> str:
    """Low where the data itself is of the two lowest grades and holds no sensitive field that was asked for."""
    low_grade = application.dataset.grade in ("general_1", "general_2")
    sensitive = application.dataset.fields.filter(name__in=application.requested_fields, is_sensitive=True).exists()
    return "low" if low_grade and not sensitive else "medium"
