"""The respondent answers (陈述申辩): what he types is kept until he hands it in."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from accounts.models import User
from workflow.refusals import NotYours

from .. import recording
from ..access import breaches_about
from ..locking import locked
from ..models import Breach, Hearing, Stage
from ..refusals import HearingOver, NotAtThisStage
from ..telling import Told, tell

# What is typed is cut at the length that the form takes, not refused while it is only kept.
LENGTH = 8000


@transaction.atomic
def keep_answer(*, breach: Breach, actor: User, text: str) -> Hearing:
    """For his own side to go on with; nobody else sees it."""
    hearing = _open(breach, actor)
    hearing.kept = text[:LENGTH]
    hearing.save(update_fields=["kept"])
    return hearing


@transaction.atomic
def answer(*, breach: Breach, actor: User, statement: str, now: datetime) -> Hearing:
    """Once, until the matter is decided: a late answer is read as well. Raises HearingOver."""
    hearing = _open(breach, actor)
    hearing.statement, hearing.said_at, hearing.said_by, hearing.kept = statement, now, actor, ""
    hearing.save(update_fields=["statement", "said_at", "said_by", "kept"])
    recording.write(breach, "answer", actor, now, statement=statement)
    handler = hearing.breach.handler
    assert handler is not None
    path = reverse("breach", args=[breach.pk])
    tell([handler], Told.BREACH_ANSWERED, breach.pk, path, {"number": hearing.breach.number}, now)
    return hearing


def _open(breach: Breach, actor: User) -> Hearing:
    if not breaches_about(actor).filter(pk=breach.pk).exists():
        raise NotYours
    try:
        locked(breach, Stage.HEARING)
    except NotAtThisStage:
        raise HearingOver from None
    hearing = Hearing.objects.select_related("breach__handler").get(breach=breach)
    if hearing.said_at is not None:
        raise HearingOver
    return hearing
