"""Ask other departments for their opinion; high risk must, others may."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.utils.timezone import localdate

from accounts.models import Organisation, User
from calendars.store import index_for
from workflow.deadlines import consultation_pauses
from workflow.models import Consultation

from ..assessing import Finding, record_assessment, weigh
from ..models import Application
from ..passage import passage


def consult(
    *,
    application: Application,
    actor: User,
    answers: Mapping[str, str],
    opinion: str,
    departments: Sequence[Organisation],
    question: str = "",
    days: int | None = None,
    evidence: Mapping[str, str] | None = None,
    level: str = "",
    deviation: str = "",
    seen: int | None = None,
    now: datetime,
) -> Application:
    """The assessment is given (applications.assessing.Finding) and every named department is asked, all at once.

    `days` are the working days that each has for its answer, inside the reply's; the setting's where nothing is said.
    """
    weighed = weigh(Finding(answers, opinion, evidence or {}, level, deviation))
    with passage(application, "consult", actor, asks=departments, seen=seen, now=now) as step:
        step.require(weighed.facts(len(departments)))
        found = record_assessment(application, actor, weighed, now)
        due_on = index_for(weighed.version.current_calendar).add(
            localdate(now), days or settings.WURI_CONSULTATION_DAYS
        )
        step.case.open_consultations = Consultation.objects.bulk_create(
            Consultation(
                case=step.case,
                department=department,
                asked_seq=step.case.seq + 1,
                question=question,
                asked_at=now,
                due_on=due_on,
            )
            for department in departments
        )
        step.case.assessor, step.case.risk = actor, weighed.level
        step.record = found | {
            "departments": [d.name for d in departments], "question": question, "due_on": due_on.isoformat(),
        }  # fmt: skip
        if consultation_pauses(step.case):
            step.record["pauses"] = True
    return application
