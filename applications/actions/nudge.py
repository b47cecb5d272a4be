"""Remind the office of a case (催办): once a working day is enough, and it is on record."""

from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflow.models import Event
from workflow.refusals import Refused

from ..models import Application
from ..passage import note


class NudgedToday(Refused):
    """The same person has reminded the office of this case today."""

    message = _("您今天已经催办过，承办人已收到提醒，请等待办理。")
    code = "nudged_today"


def nudge(
    *, application: Application, actor: User, message: str = "", seen: int | None = None, now: datetime
) -> Application:
    """A supervisor's or the applicant's reminder to whoever has the case."""
    with note(application, "nudge", actor, seen=seen, now=now) as step:
        last = Event.objects.filter(case=step.case, name="nudge", actor=actor).order_by("-seq").first()
        if last and localdate(last.at) == localdate(now):
            raise NudgedToday
        step.record = {"message": message}
    return application
