"""The next version of the questionnaire: begun as a copy, changed as a draft, put in force by a second person.

A published version is never touched again. There is at most one draft, so that two never contradict each other.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflow.refusals import MissingFacts, Refused

from .models import QuestionnaireVersion
from .questionnaire_check import problems
from .questionnaires import content_of, current
from .risk import Questionnaire


class NoSuchDraft(Refused):
    """The draft is there no more: published or discarded meanwhile."""

    message = _("该版问卷已经发布或者删除，不能再修改。")
    code = "no_such_draft"


class DraftChanged(Refused):
    """Somebody changed the draft after the page was opened."""

    message = _("在您打开页面之后，其他人已修改该草稿，请核对现在的内容后再操作。")
    code = "draft_changed"


class SecondPersonPublishes(Refused):
    """Whoever changed a draft last does not publish it."""

    message = _("草稿由您最后修改，应当由另一名系统管理员核对后发布。")
    status = 403
    code = "second_person_publishes"


@transaction.atomic
def begin_draft(*, actor: User, now: datetime) -> QuestionnaireVersion:
    """The draft: the one that is there, or a copy of the version that is asked now."""
    versions = QuestionnaireVersion.objects.select_for_update().order_by("pk")
    known = [version for version in versions if version.is_draft]
    if known:
        return known[0]
    highest = versions.aggregate(Max("version"))["version__max"]
    return QuestionnaireVersion.objects.create(
        version=highest + 1, note="", content=current().content, drafted_by=actor, drafted_at=now
    )


@transaction.atomic
def save_questionnaire(
    *, version: int, actor: User, questionnaire: Questionnaire, note: str, seen: int, now: datetime
) -> QuestionnaireVersion:
    """Write what was typed; `seen` is the revision that the page showed. A draft may still have problems."""
    draft = _locked(version, seen)
    draft.content, draft.note = questionnaire.to_json(), note
    draft.drafted_by, draft.drafted_at, draft.revision = actor, now, draft.revision + 1
    draft.save(update_fields=["content", "note", "drafted_by", "drafted_at", "revision"])
    return draft


@transaction.atomic
def publish(*, version: int, actor: User, seen: int, now: datetime) -> QuestionnaireVersion:
    """From now on this version is asked; raises MissingFacts with all that is wrong with it."""
    draft = _locked(version, seen)
    if draft.drafted_by_id == actor.pk:
        raise SecondPersonPublishes
    wrong = problems(content_of(draft)) + ([] if draft.note.strip() else [str(_("请写明修改说明。"))])
    if wrong:
        raise MissingFacts(wrong)
    draft.published_by, draft.published_at = actor, now
    draft.save(update_fields=["published_by", "published_at"])
    return draft


@transaction.atomic
def discard(*, version: int, seen: int) -> None:
    """Take a draft away; its number is given to the next."""
    _locked(version, seen).delete()


def _locked(version: int, seen: int) -> QuestionnaireVersion:
    draft = QuestionnaireVersion.objects.drafts().select_for_update().filter(version=version).first()
    if draft is None:
        raise NoSuchDraft
    if draft.revision != seen:
        raise DraftChanged
    return draft
