"""Hand in what was asked for; the case goes back to the stage that asked."""

from collections.abc import Mapping
from datetime import datetime

from accounts.models import User
from workflow.states import State

from ..checklist import attached_to, kinds_found
from ..facts import answered
from ..models import Application, SupplementItem
from ..models.application import EDITED
from ..passage import passage


def resubmit(
    *,
    application: Application,
    actor: User,
    answers: Mapping[int, str],
    reply: str = "",
    seen: int | None = None,
    now: datetime,
) -> Application:
    """`answers` maps the position of each asked item to what was done about it."""
    with passage(application, "resubmit", actor, seen=seen, now=now) as step:
        items = list(
            SupplementItem.objects.filter(supplement__application=application, supplement__answered_at__isnull=True)
            .select_related("supplement__application")
            .annotate(**attached_to("supplement__application"))
        )
        supplement = items[0].supplement
        for item in items:
            item.answer = answers.get(item.position, item.answer).strip()
        SupplementItem.objects.bulk_update(items, ["answer"])
        for field in EDITED:  # another page of the applicant's may have changed it
            setattr(application, field, getattr(supplement.application, field))
        step.require(answered(application, items, kinds_found(items[0])))
        supplement.answered_at, supplement.reply = now, reply
        supplement.save(update_fields=["answered_at", "reply"])
        step.target = State(step.case.asked_from)
        step.record = {"supplement": supplement.pk, "answers": {str(i.position): i.answer for i in items}}
    return application
