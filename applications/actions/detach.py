"""Take a document back, while the dossier is the applicant's to change."""

from datetime import datetime

from django.db import transaction

from accounts.models import User

from ..editing import locked_for_editing
from ..models import Attachment


@transaction.atomic
def detach(*, attachment: Attachment, actor: User, now: datetime) -> None:
    """The row and the file stay, marked as removed; doing it again changes nothing. Raises NotYours, WrongState."""
    locked_for_editing(attachment.application_id, actor)
    Attachment.objects.filter(pk=attachment.pk).current().update(removed_at=now)
