"""Save what the applicant has typed, while the dossier is his to change."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from workflow.refusals import StaleView

from ..editing import locked_for_editing
from ..models import Application


@transaction.atomic
def save_draft(
    *, application: Application, actor: User, changes: dict[str, Any], revision: int | None = None, now: datetime
) -> Application:
    """Write the changed fields; `revision` is the one the page showed, and a newer one in store is a StaleView."""
    case = locked_for_editing(application.case_id, actor)
    stored = Application.objects.get(pk=application.pk)
    if revision is not None and revision != stored.revision:
        raise StaleView(case_id=case.pk, seen=revision, seq=stored.revision)
    for field, value in changes.items():
        setattr(stored, field, value)
    stored.revision += 1
    stored.updated_at = now
    stored.save(update_fields=[*changes, "revision", "updated_at"])
    return stored
