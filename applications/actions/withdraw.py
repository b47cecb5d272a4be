"""Withdraw an application, from draft until delivery."""

from datetime import datetime

from accounts.models import User
from workflow.states import State

from ..models import Application
from ..passage import passage
from ..succession import terminate

# Withdrawn from here, there is an agreement.
CONCLUDED = frozenset({State.AGREEMENT, State.SEALING, State.DELIVERING})


def withdraw(
    *, application: Application, actor: User, reasons: str = "", seen: int | None = None, now: datetime
) -> Application:
    """The applicant needs no reason; clocks and tasks end."""
    with passage(application, "withdraw", actor, seen=seen, now=now) as step:
        if step.case.state in CONCLUDED:
            terminate(application, reasons, now)
        step.record = {"reasons": reasons}
    return application
