"""Write down a decision; the verbs approve, refuse and not_accept share this one record."""

from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from accounts.models import User

from .models import Application, Decision, DecisionKind
from .numbering import decision_number


def record_decision(
    application: Application, kind: DecisionKind, actor: User | None, now: datetime, *, number: str = "", **content: Any
) -> Decision:
    """The numbered decision of an application; called inside the door."""
    number = number or decision_number(localdate(now).year)
    return Decision.objects.create(application=application, kind=kind, number=number, by=actor, at=now, **content)
