"""Tell the applicant once of all that is wanting (一次性告知补正); of the same again only a supervisor."""

from collections.abc import Sequence
from datetime import datetime

from accounts.models import User
from workflow.models import Clock
from workflow.states import Capacity

from ..changes import contents
from ..facts import asking
from ..models import Application, Supplement, SupplementItem
from ..passage import passage


def request_supplement(
    *,
    application: Application,
    actor: User,
    items: Sequence[tuple[str, str]],
    note: str = "",
    seen: int | None = None,
    now: datetime,
) -> Application:
    """`items` are (subject, problem) pairs; the applicant's clock starts and the reply's clock pauses."""
    with passage(application, "request_supplement", actor, seen=seen, now=now) as step:
        by_supervisor = step.capacity == Capacity.SUPERVISOR
        # A first supplement repeats nothing; each has had its clock.
        asked_before = any(one.clock == Clock.SUPPLEMENT for one in step.clocks)
        step.require(asking(application, items, may_repeat=by_supervisor or not asked_before))
        supplement = Supplement.objects.create(
            application=application, asked_by=actor, asked_at=now, note=note, before=contents(application)
        )
        SupplementItem.objects.bulk_create(
            SupplementItem(supplement=supplement, position=position, subject=subject, problem=problem)
            for position, (subject, problem) in enumerate(items, start=1)
        )
        step.case.asked_from = step.case.state
        step.case.handler = step.case.handler or (None if by_supervisor else actor)
        step.record = {"supplement": supplement.pk, "items": [list(item) for item in items], "note": note}
    return application
