"""Ask other departments for their opinion; high risk must, others may."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.timezone import localdate

from accounts.models import Organisation, User
from workflow.deadlines import consultation_pauses
from workflow.guards import CaseFacts
from workflow.models import Consultation

from ..models import Application, Assessment
from ..passage import passage
from ..risk import level_of


def consult(
    *,
    application: Application,
    actor: User,
    answers: Mapping[str, str],
    opinion: str,
    departments: Sequence[Organisation],
    question: str = "",
    seen: int | None = None,
    now: datetime,
) -> Application:
    """The assessment is given and every named department is asked, all at once."""
    level = level_of(answers)
    with passage(application, "consult", actor, seen=seen, now=now) as step:
        step.require(CaseFacts(assessed=bool(level and opinion.strip()), risk=level, departments=len(departments)))
        Assessment.objects.create(
            application=application, by=actor, at=now, answers=dict(answers), level=level, opinion=opinion
        )
        step.case.open_consultations = Consultation.objects.bulk_create(
            Consultation(
                case=step.case, department=department, asked_seq=step.case.seq + 1, question=question, asked_at=now
            )
            for department in departments
        )
        step.people = step.people.joined_by(departments, localdate(now))
        step.case.assessor, step.case.risk = actor, level
        step.record = {"level": level, "departments": [d.name for d in departments], "question": question}
        if consultation_pauses(step.case):
            step.record["pauses"] = True
    return application
