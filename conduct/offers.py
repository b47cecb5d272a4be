"""Which steps a person may take on a breach now: a page offers no button that would be refused."""

from datetime import date

from accounts.models import User
from workflow.states import State

from .access import breaches_seen_by, is_supervisor, oversees
from .models import OPEN, Breach, Stage


def offered(breach: Breach, user: User, today: date) -> list[str]:
    """The names of the acts, in their order. Whoever sees the breach does not belong to its respondent."""
    if not is_supervisor(user):
        return _of_a_department(breach, user)
    if breach.stage == Stage.APPEALED:
        return [] if breach.finding.by_id == user.pk else ["decide_appeal"]
    if breach.stage not in OPEN or breach.reporter_id == user.pk:
        return []
    return _of_its_handler(breach, today) if breach.handler_id == user.pk else ["take_up"]


def _of_its_handler(breach: Breach, today: date) -> list[str]:
    in_use = breach.applications.filter(case__state=State.IN_USE).exists()
    acts = ["identify"] if breach.stage == Stage.EXAMINING else []
    acts += ["examine", *(["suspend"] if in_use else [])]
    if breach.stage == Stage.EXAMINING and breach.respondent:
        acts.append("hear")
    return [*acts, "decide"]


def _of_a_department(breach: Breach, user: User) -> list[str]:
    """Officers of the department concerned say what they know; auditors read only."""
    if breach.stage not in (Stage.EXAMINING, Stage.HEARING) or oversees(user):
        return []
    return ["examine"] if breaches_seen_by(user).filter(pk=breach.pk).exists() else []
