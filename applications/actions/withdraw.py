"""Withdraw an application, from draft until delivery."""

from datetime import datetime

from accounts.models import User

from ..models import Application
from ..passage import passage


def withdraw(
    *, application: Application, actor: User, reasons: str = "", seen: int | None = None, now: datetime
) -> Application:
    """The applicant needs no reason; clocks and tasks end."""
    with passage(application, "withdraw", actor, seen=seen, now=now) as step:
        step.record = {"reasons": reasons}
    return application
