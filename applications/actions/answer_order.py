"""Answer a supervision order (答复督办单): why it came so far, and when the case will be dealt with."""

from datetime import date, datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflow.refusals import MissingFacts

from ..models import Application, Lateness
from ..passage import note, unobstructed


def answer_order(
    *,
    application: Application,
    actor: User,
    reason: str,
    explanation: str,
    planned_on: date,
    seen: int | None = None,
    now: datetime,
) -> Application:
    """`reason` is one of Lateness; the day planned must not lie behind."""
    with note(application, "answer_order", actor, seen=seen, now=now) as step:
        order = unobstructed("answer_order", step, actor).order_to_answer
        assert order is not None
        wanting = [] if reason in Lateness.values else [_("请选择超期原因。")]
        wanting += [] if explanation.strip() else [_("请填写情况说明。")]
        wanting += [] if planned_on >= localdate(now) else [_("计划办结日期不应早于今日。")]
        if wanting:
            raise MissingFacts(wanting)
        order.reason, order.explanation, order.planned_on = reason, explanation, planned_on
        order.answered_by, order.answered_at = actor, now
        order.save(update_fields=["reason", "explanation", "planned_on", "answered_by", "answered_at"])
        step.record = {
            "order": order.number, "reason": reason, "text": explanation, "planned_on": planned_on.isoformat(),
        }  # fmt: skip
    return application
