"""Go by the assessment of the application that is renewed or amended (沿用原评估): purpose and grade have stayed, so
the case goes to the decision at once."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflow.refusals import MissingFacts

from ..continuing import kept
from ..models import Application, Assessment
from ..passage import passage
from ..refusals import NotToContinue


def keep_assessment(
    *, application: Application, actor: User, opinion: str, seen: int | None = None, now: datetime
) -> Application:
    """Whoever does it stands for the assessment, so another decides. Raises NotToContinue for an application that was
    to be examined, MissingFacts with all that has changed since."""
    with passage(application, "keep_assessment", actor, seen=seen, now=now) as step:
        if not application.keeps_assessment:
            raise NotToContinue
        before = Assessment.objects.filter(application=application.follows_id).order_by("pk").last()
        step.require(kept(application, before, now))
        assert before is not None and application.follows is not None
        if not opinion.strip():
            raise MissingFacts([_("请填写核对意见。")])
        step.case.handler = step.case.handler or actor
        step.case.assessor, step.case.risk = actor, before.level
        step.record = {
            "follows": application.follows.number, "level": before.level, "opinion": opinion.strip(),
            "handler": step.case.handler_id,
        }  # fmt: skip
        before.pk, before.application, before.by, before.at = None, application, actor, now
        before.opinion = opinion.strip()
        before.save(force_insert=True)
    return application
