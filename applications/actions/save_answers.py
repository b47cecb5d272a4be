"""Keep what the applicant has written about the defects so far, before he hands it in."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from accounts.models import User
from workflow.refusals import WrongState
from workflow.states import State

from ..editing import locked_for_editing
from ..models import Application, Supplement, SupplementItem


@transaction.atomic
def save_answers(
    *, application: Application, actor: User, answers: Mapping[int, str], reply: str | None = None, now: datetime
) -> datetime:
    """`answers` maps positions of asked items to texts; a position that is left out, and a reply of None, stay as
    they are. Of two colleagues who write at once the later one's words stand. Returns when it was saved.
    """
    case = locked_for_editing(application.case_id, actor)
    if case.state != State.SUPPLEMENT:
        raise WrongState(state=case.state)
    asked = Supplement.objects.get(application=application, answered_at__isnull=True)
    items = list(SupplementItem.objects.filter(supplement=asked, position__in=answers))
    for item in items:
        item.answer = answers[item.position]
    SupplementItem.objects.bulk_update(items, ["answer"])
    if reply is not None:
        asked.reply = reply
        asked.save(update_fields=["reply"])
    return now
