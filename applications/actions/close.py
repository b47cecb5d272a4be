"""End the use of the data: by the applicant who is done, or by the system at the agreement's end."""

from datetime import datetime

from accounts.models import User

from ..facts import end_of_use
from ..models import Application
from ..passage import passage


def close(
    *,
    application: Application,
    actor: User | None,
    confirmed: bool = False,
    statement: str = "",
    seen: int | None = None,
    now: datetime,
) -> Application:
    """`confirmed`: the applicant states that he has stopped using the data and dealt with the copies."""
    with passage(application, "close", actor, seen=seen, now=now) as step:
        step.require(end_of_use(application, now, confirmed=confirmed and actor is not None))
        step.record = {"statement": statement, "by_itself": actor is None}
    return application
