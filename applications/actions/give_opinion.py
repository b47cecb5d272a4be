"""Answer a consultation; the last answer moves the case on to the decision."""

from datetime import datetime

from accounts.models import User
from workflow.deadlines import consultation_pauses
from workflow.guards import CaseFacts
from workflow.states import State

from ..models import Application
from ..passage import passage


def give_opinion(
    *, application: Application, actor: User, agrees: bool, opinion: str, seen: int | None = None, now: datetime
) -> Application:
    """The opinion of the department the person handles for; one answer for each department."""
    with passage(application, "give_opinion", actor, seen=seen, now=now) as step:
        step.require(CaseFacts(opinion=opinion))
        asked = step.case.open_consultations
        departments = {post.organisation_id for post in step.people.posts if post.user_id == actor.pk}
        mine = next(one for one in asked if one.department_id in departments)
        mine.agrees, mine.opinion, mine.answered_at, mine.answered_by = agrees, opinion, now, actor
        mine.save(update_fields=["agrees", "opinion", "answered_at", "answered_by"])
        step.target = State.DECIDING if len(asked) == 1 else State.CONSULTING
        step.record = {"department": mine.department.name, "agrees": agrees, "opinion": opinion}
        if step.target == State.DECIDING and consultation_pauses(step.case):
            step.record["resumes"] = True
    return application
