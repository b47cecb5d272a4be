"""Hand in the statement of what became of the data (提交数据处置声明)."""

from datetime import date, datetime

from django.utils.timezone import localdate

from accounts.models import User
from applications.passage import note

from ..models import Manner, Statement
from ..refusals import StatementGiven


def submit_statement(
    *, statement: Statement, actor: User, manner: Manner, done_on: date | None, done_by: str, how: str, now: datetime
) -> Statement:
    """Once; an entry of the case's journal. Raises a Refused."""
    with note(statement.grant.application, "submit_statement", actor, now=now) as step:
        statement = Statement.objects.select_related("grant__application").get(pk=statement.pk)
        if not statement.is_owed:
            raise StatementGiven
        statement.manner, statement.done_on, statement.done_by, statement.how = manner, done_on, done_by, how
        statement.submitted_at, statement.submitted_by = now, actor
        statement.save()
        step.record = {
            "manner": str(manner), "done_on": done_on.isoformat() if done_on else "", "done_by": done_by, "how": how,
            "due_on": statement.due_on.isoformat(), "late": localdate(now) > statement.due_on,
        }  # fmt: skip
    return statement
