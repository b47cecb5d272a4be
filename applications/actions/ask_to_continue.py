"""Ask for a renewal or an amendment where the purpose stays (续签、变更): handed in at once, with the words and the
documents of the application that is gone on with."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts.models import User
from workflow import access
from workflow.refusals import NotYours

from ..continuing import PURPOSE, against, require_known_fields
from ..models import Application, Attachment, FollowsAs
from .begin import begin
from .save_draft import save_draft
from .submit import submit

AS_BEFORE = (*PURPOSE, "contact_name", "contact_phone", "contact_address", "undertaking")


@transaction.atomic
def ask_to_continue(
    *,
    application: Application,
    actor: User,
    how: FollowsAs,
    term_months: int,
    because: str,
    fields: Sequence[str] = (),
    delivery_mode: str = "",
    now: datetime,
) -> Application:
    """The successor, submitted: its reply is owed within the limit of every application. `fields` and `delivery_mode`
    are what an amendment wants, else as decided before. Raises NotYours, what continuing.against() says,
    SensitiveFieldsAdded, and what submit() raises."""
    if not access.as_applicant(actor).filter(pk=application.pk).exists():
        raise NotYours
    former = Application.objects.select_for_update(of=("self",)).select_related(
        "case__applicant", "case__body", "dataset__provider", "decision", "agreement"
    ).get(pk=application.pk)  # fmt: skip
    if refused := against(former, how, now):
        raise refused
    decided = former.decision.conditions
    wanted = list(fields or decided["fields"])
    require_known_fields(former, wanted)
    draft = begin(dataset=former.dataset, applicant=actor, body=former.case.body, now=now)
    draft.follows, draft.follows_as, draft.keeps_assessment, draft.follows_because = former, how, True, because
    draft.save(update_fields=["follows", "follows_as", "keeps_assessment", "follows_because"])
    changes = {name: getattr(former, name) for name in AS_BEFORE}
    mode = delivery_mode or decided["delivery_mode"]
    changes |= {"requested_fields": wanted, "delivery_mode": mode, "term_months": term_months}
    _take_documents_along(former, draft)
    draft = save_draft(application=draft, actor=actor, changes=changes, now=now)
    return submit(application=draft, actor=actor, now=now)


def _take_documents_along(former: Application, draft: Application) -> None:
    """The same files, as they were handed in then."""
    taken = list(former.attachments.current().order_by("pk"))
    for attachment in taken:
        attachment.pk, attachment.application = None, draft
    Attachment.objects.bulk_create(taken)
