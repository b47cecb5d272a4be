"""Take a document back, while the dossier is the applicant's to change."""

from datetime import datetime

from django.db import transaction

from workflow import door
from workflow.refusals import WrongState

from ..models import Attachment
from .save_draft import EDITABLE


@transaction.atomic
def detach(*, attachment: Attachment, now: datetime) -> None:
    """The row and the file stay, marked as removed; doing it again changes nothing. Raises WrongState."""
    case = door.locked(attachment.application_id)
    if case.state not in EDITABLE:
        raise WrongState(state=case.state)
    Attachment.objects.filter(pk=attachment.pk).current().update(removed_at=now)
