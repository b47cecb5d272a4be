"""Recording an assessment; the verbs assess and consult share this one record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from accounts.models import User
from workflow.guards import CaseFacts

from .models import Application, Assessment, QuestionnaireVersion
from .questionnaires import content_of, current
from .risk import Score, score, unfounded


@dataclass(frozen=True)
class Finding:
    """What an assessor says. `answers` maps each question of the questionnaire to one of its options, `evidence` to
    where that was found; `level` "" is the level that was scored, another needs its reason in `deviation`."""

    answers: Mapping[str, str]
    opinion: str
    evidence: Mapping[str, str] = field(default_factory=dict)
    level: str = ""
    deviation: str = ""


@dataclass(frozen=True)
class Weighed:
    """A finding held against the questionnaire that is asked now; `score` is None while an answer is missing."""

    finding: Finding
    version: QuestionnaireVersion
    score: Score | None

    @property
    def level(self) -> str:
        return self.finding.level or (self.score.level if self.score else "")

    def facts(self, departments: int = 0) -> CaseFacts:
        """For the guards of assess and consult."""
        if self.score is None:
            return CaseFacts(departments=departments)
        return CaseFacts(
            assessed=bool(self.finding.opinion.strip()),
            risk=self.level,
            stopped=bool(self.score.stops),
            unfounded=unfounded(self.score, self.level, self.finding.deviation),
            departments=departments,
        )


def weigh(finding: Finding) -> Weighed:
    """One query."""
    return weigh_by(current(), finding)


def weigh_by(version: QuestionnaireVersion, finding: Finding) -> Weighed:
    """By a version that is at hand. No query."""
    return Weighed(finding, version, score(content_of(version), finding.answers))


def record_assessment(application: Application, actor: User | None, weighed: Weighed, now: datetime) -> dict[str, Any]:
    """Write the assessment down; called inside the door, after its guards. Returns its part of the journal entry."""
    said, found = weighed.finding, weighed.score
    assert found is not None
    deviates = weighed.level != found.level
    Assessment.objects.create(
        application=application,
        questionnaire=weighed.version,
        by=actor,
        at=now,
        answers=dict(said.answers),
        evidence={key: text.strip() for key, text in said.evidence.items() if text.strip()},
        points=found.points,
        scored=found.level,
        stopped=bool(found.stops),
        reasons=list(found.reasons),
        level=weighed.level,
        deviation=said.deviation.strip() if deviates else "",
        opinion=said.opinion,
    )
    record = {
        "level": weighed.level, "version": weighed.version.version, "points": found.points,
        "answers": dict(said.answers), "opinion": said.opinion,
    }  # fmt: skip
    if deviates:
        record |= {"scored": found.level, "deviation": said.deviation.strip()}
    return record | ({"stops": list(found.stops)} if found.stops else {})
