"""Hand in an application with all its data sets: each becomes a case of its own, or nothing is handed in at all."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from jobs import together
from workflow.refusals import MissingFacts, Refused

from ..further import chosen
from ..models import Application, Attachment, FurtherDataset
from ..models.application import EDITED
from .begin import begin
from .submit import submit

# What each data set says for itself; all else is the same in every one of them.
OF_ITS_OWN = frozenset({"requested_fields", "delivery_mode", "revision"})
SHARED = tuple(name for name in EDITED if name not in OF_ITS_OWN)
COPIED = ("kind", "file", "name", "size", "sha256", "content_type", "uploaded_by_id", "uploaded_at")


def submit_all(*, application: Application, actor: User, seen: int | None = None, now: datetime) -> Application:
    """The application itself, and one for each further data set, with the same words and documents. Raises
    MissingFacts, in which what is wanting of a further data set begins with its title."""
    with transaction.atomic(), together():
        handed_in = submit(application=application, actor=actor, seen=seen, now=now)
        for one in chosen(handed_in):
            try:
                one.became = submit(application=copied(handed_in, one, now), actor=actor, now=now)
            except MissingFacts as refused:
                raise MissingFacts([f"{one.dataset.title}：{sentence}" for sentence in refused.missing]) from None
            except Refused as refused:
                raise MissingFacts([f"{one.dataset.title}：{refused}"]) from None
            one.save(update_fields=["became"])
    return handed_in


def copied(application: Application, wanted: FurtherDataset, now: datetime) -> Application:
    """A draft for a further data set, as it is to be handed in at once."""
    case = application.case
    made = begin(dataset=wanted.dataset, applicant=case.applicant, body=case.body, now=now)
    for name in SHARED:
        setattr(made, name, getattr(application, name))
    made.requested_fields, made.delivery_mode = wanted.requested_fields, wanted.delivery_mode
    made.save()
    Attachment.objects.bulk_create(
        Attachment(application=made, **{name: getattr(one, name) for name in COPIED})
        for one in application.attachments.current().order_by("pk")
    )
    return made
