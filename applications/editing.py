"""The dossier is the applicant's to change while it is a draft, and again while a supplement is asked for."""

from accounts.models import User
from workflow import access, door
from workflow.models import Case
from workflow.refusals import NotYours, WrongState
from workflow.states import State

EDITABLE = (State.DRAFT, State.SUPPLEMENT)


def locked_for_editing(case_id: int, actor: User) -> Case:
    """The case under its lock, for one who may change the dossier now. Raises NoSuchCase, NotYours, WrongState."""
    case = door.locked(case_id)
    if not access.as_applicant(actor).filter(pk=case_id).exists():
        raise NotYours
    if case.state not in EDITABLE:
        raise WrongState(state=case.state)
    return case
