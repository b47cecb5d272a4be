"""The next version of a wording: begun as a copy, changed as a draft, put in force by a second person.

A published version is never touched again: agreements stand on it. Each scope has at most one draft.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from workflow.refusals import MissingFacts, Refused

from .models import AgreementWording, Dataset
from .models.agreement_wording import GENERAL, scope_of
from .questionnaire_drafts import DraftChanged, SecondPersonPublishes
from .wording_check import problems_of


class NoSuchWordingDraft(Refused):
    """The draft is there no more: published or discarded meanwhile."""

    message = _("该版范本已经发布或者删除，不能再修改。")
    code = "no_such_wording_draft"


@transaction.atomic
def begin_wording(
    *, actor: User, provider: Organisation | None = None, dataset: Dataset | None = None, now: datetime
) -> AgreementWording:
    """The draft for a data set, a department or all: the one that is there, or a copy of what is used there now."""
    provider = None if dataset else provider
    scope = scope_of(provider=provider.pk if provider else None, dataset=dataset)
    versions = AgreementWording.objects.select_for_update(of=("self",)).filter(scope=scope)
    if draft := versions.drafts().first():
        return draft
    used = _used(scope, provider, dataset)
    highest: int = versions.aggregate(Max("version"))["version__max"] or 0
    return AgreementWording.objects.create(
        scope=scope, provider=provider, dataset=dataset, version=highest + 1, title=used.title, text=used.text,
        two_signatories=used.two_signatories, note="", drafted_by=actor, drafted_at=now,
    )  # fmt: skip


def _used(scope: str, provider: Organisation | None, dataset: Dataset | None) -> AgreementWording:
    published = AgreementWording.objects.published()
    if dataset:
        published = AgreementWording.objects.for_dataset(dataset)
    elif provider:
        own = published.filter(scope=scope).order_by("-version")
        published = own if own.exists() else published.filter(scope=GENERAL).order_by("-version")
    else:
        published = published.filter(scope=GENERAL).order_by("-version")
    return published[0]


@transaction.atomic
def save_wording(
    *, pk: int, actor: User, title: str, text: str, two_signatories: bool, note: str, seen: int, now: datetime
) -> AgreementWording:
    """Write what was typed; `seen` is the revision that the page showed. A draft may still have problems."""
    draft = _locked(pk, seen)
    draft.title, draft.text, draft.two_signatories, draft.note = title, text, two_signatories, note
    draft.drafted_by, draft.drafted_at, draft.revision = actor, now, draft.revision + 1
    draft.save()
    return draft


@transaction.atomic
def publish_wording(*, pk: int, actor: User, seen: int, now: datetime) -> AgreementWording:
    """From now on agreements are made of this version; raises MissingFacts with all that is wrong with it."""
    draft = _locked(pk, seen)
    if draft.drafted_by_id == actor.pk:
        raise SecondPersonPublishes
    wrong = problems_of(draft) + ([] if draft.note.strip() else [str(_("请写明修改说明。"))])
    if wrong:
        raise MissingFacts(wrong)
    draft.published_by, draft.published_at = actor, now
    draft.save(update_fields=["published_by", "published_at"])
    return draft


@transaction.atomic
def discard_wording(*, pk: int, seen: int) -> None:
    """Take a draft away; its number is given to the next."""
    _locked(pk, seen).delete()


def _locked(pk: int, seen: int) -> AgreementWording:
    drafts = AgreementWording.objects.drafts().select_related("provider", "dataset")
    draft = drafts.select_for_update(of=("self",)).filter(pk=pk).first()
    if draft is None:
        raise NoSuchWordingDraft
    if draft.revision != seen:
        raise DraftChanged
    return draft
