"""The documents that come with a posted form: taken one by one, each refusal kept for its own place on the page."""

from jobs import clock

from ..actions.attach import attach
from ..actions.detach import detach
from ..models import Application, AttachmentKind
from ..upload_refusals import NoFile, TooLarge, UploadRefused
from .signed_in import SignedIn

# Sentences by kind of document.
Errors = dict[str, list[str]]


def take_posted(request: SignedIn, application: Application) -> Errors:
    """Attach every file of the request under the kind its field names; the refusals of those that were not taken."""
    errors: Errors = {}
    too_large: dict[str, str] = getattr(request, "too_large", {})
    for kind in AttachmentKind:
        try:
            if kind.value in too_large:
                raise TooLarge(too_large[kind.value])
            _take(request, application, kind)
        except UploadRefused as refused:
            errors[kind.value] = [str(refused)]
    return errors


def _take(request: SignedIn, application: Application, kind: AttachmentKind) -> None:
    file = request.FILES.get(kind.value)
    if file is not None:
        attach(application=application, actor=request.user, kind=kind, file=file, now=clock.now())
    elif request.POST.get("upload") == kind.value:
        raise NoFile


def remove_posted(request: SignedIn, application: Application) -> None:
    """Take back the document whose button was pressed; one that is gone already is no error."""
    key = request.POST.get("remove", "")
    if key.isdecimal() and len(key) < 19:
        for attachment in application.attachments.current().filter(pk=key):
            detach(attachment=attachment, actor=request.user, now=clock.now())
