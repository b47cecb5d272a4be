"""Hand in a document, while the dossier is the applicant's to change."""

from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.models import User

from ..editing import locked_for_editing
from ..models import Application, Attachment, AttachmentKind
from ..models.attachment import stored_name
from ..upload_refusals import TooManyFiles
from ..uploads import MOST_FILES, examine


def attach(
    *, application: Application, actor: User, kind: AttachmentKind, file: UploadedFile, now: datetime
) -> Attachment:
    """The stored document. Raises UploadRefused (see uploads.py), NotYours, WrongState.

    The file is examined and written before the transaction, which then only adds the row. The very same file handed
    in again under the same kind is the one that is there: a second click changes nothing.
    """
    examined = examine(file, file.name or "", file.size or 0)
    attachment = Attachment(
        application=application, kind=kind, name=examined.name, size=examined.size, sha256=examined.sha256,
        content_type=examined.kind.content_type, uploaded_by=actor, uploaded_at=now,
    )  # fmt: skip
    path = default_storage.save(stored_name(attachment, examined.name), ContentFile(examined.content))
    attachment.file.name = path
    try:
        entered = _enter(attachment)
    except BaseException:
        default_storage.delete(path)
        raise
    if entered is not attachment:
        default_storage.delete(path)
    return entered


@transaction.atomic
def _enter(attachment: Attachment) -> Attachment:
    """Write the row under the case's lock; the row of the same file where there is one."""
    locked_for_editing(attachment.application_id, attachment.uploaded_by)
    current = list(Attachment.objects.filter(application=attachment.application_id).current())
    for known in current:
        if (known.kind, known.sha256) == (attachment.kind, attachment.sha256):
            return known
    if len(current) >= MOST_FILES:
        raise TooManyFiles(attachment.name, most=MOST_FILES)
    attachment.save(force_insert=True)
    return attachment
