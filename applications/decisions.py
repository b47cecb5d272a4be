"""Write down a decision; the verbs approve, refuse and not_accept share this one record."""

from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from accounts.models import User

from .models import Application, Decision, DecisionKind
from .numbering import decision_number


def record_decision(
    application: Application,
    kind: DecisionKind,
    actor: User | None,
    now: datetime,
    *,
    number: str = "",
    replaces: Decision | None = None,
    **content: Any,
) -> Decision:
    """The numbered decision of an application; called inside the door. One that it `replaces` gives it its row."""
    number = number or decision_number(localdate(now).year)
    grade = application.dataset.grade
    key = {"pk": replaces.pk} if replaces else {}
    decision = Decision(
        application=application, kind=kind, number=number, grade=grade, by=actor, at=now, **key, **content
    )
    decision.save(force_insert=replaces is None, force_update=replaces is not None)
    return decision
