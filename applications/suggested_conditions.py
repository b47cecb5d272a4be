"""Which conditions of opening follow from the latest assessment: offered to the approver, who decides."""

from dataclasses import dataclass

from .models import Application, RiskLevel
from .questionnaires import content_of

# The riskier, the sooner a report on the use.
REPORT_MONTHS = {RiskLevel.LOW: 6, RiskLevel.MEDIUM: 6, RiskLevel.HIGH: 3}


@dataclass(frozen=True)
class Asked:
    """The sentences of the answers that were given, and how often a report is due."""

    sentences: tuple[str, ...] = ()
    report_months: int = REPORT_MONTHS[RiskLevel.LOW]


def conditions_asked(application: Application) -> Asked:
    """One query."""
    latest = application.assessments.select_related("questionnaire").order_by("-pk").first()
    if latest is None:
        return Asked()
    given = content_of(latest.questionnaire).given(latest.answers)
    sentences = (option.condition for _question, option in given if option.condition)
    return Asked(tuple(sentences), REPORT_MONTHS[RiskLevel(latest.level)])
