"""What an officer has typed and not carried out yet (暂存): put by for him, shown again, dropped when it is done.

Nobody else sees it. It is no entry of the journal: nothing has happened to the case.
"""

from collections.abc import Mapping
from datetime import datetime

from django.http import QueryDict

from accounts.models import User
from workflow.models import Event

from .forms.move_form import MoveForm
from .models import Application, KeptText

# Longer than any field of a form takes, so that nothing is lost before its error is shown.
LENGTH, CHOICES = 10_000, 500


def keep(form: MoveForm, user: User, posted: QueryDict, now: datetime) -> KeptText:
    """Put by what was posted for the fields of this form that can be put by."""
    data = {name: [one[:LENGTH] for one in posted.getlist(name)[:CHOICES]] for name in form.kept_fields}
    kept, _made = KeptText.objects.update_or_create(
        user=user, application=form.application, name=form.name, defaults={"data": data, "kept_at": now}
    )
    return kept


def kept_of(user: User, application: Application) -> dict[str, KeptText]:
    """What the person has put by in a case, by the name of the act: one query."""
    return {kept.name: kept for kept in KeptText.objects.filter(user=user, application=application)}


def restore(form: MoveForm, kept: Mapping[str, KeptText]) -> None:
    """Fill the form in as the person left it."""
    if form.name in kept:
        form.restore(kept[form.name].data, kept[form.name].kept_at)


def forget(user: User, application: Application, name: str) -> None:
    """The act is done, or the person wants none of it."""
    KeptText.objects.filter(user=user, application=application, name=name).delete()


def is_done_by(user: User, application: Application, name: str) -> bool:
    """Whether the last thing that happened to the case is that the person himself did this: what a page that keeps by
    itself sent at the same moment comes too late, and nothing of it has to be kept."""
    return Event.objects.filter(case=application.pk, seq=application.case.seq, actor=user, name=name).exists()
