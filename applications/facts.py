"""What the rules of the workflow need to know of a dossier, as frozen values."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from django.db.models import Exists, QuerySet, Value
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from workflow.guards import CaseFacts, Missing
from workflow.models import Case

from .checklist import missing
from .conditions import Conditions
from .models import Application, Assessment, DatasetField, RiskLevel, SupplementItem
from .past_conduct import past_conduct
from .succession import is_taken_over


def completeness(application: Application) -> CaseFacts:
    """For submit: what the check-list still asks for, and what the catalogue no longer offers."""
    attached, offered = attached_and_offered(application)
    return CaseFacts(missing=missing(application, attached) + no_longer_offered(application, offered))


def attached_and_offered(application: Application) -> tuple[set[str], set[str]]:
    """The kinds of documents that are attached, and the names of the fields that can be asked for: one query."""
    attached = application.attachments.current().order_by().values_list(Value("attached"), "kind")
    offered = DatasetField.objects.filter(dataset=application.dataset_id).order_by()
    found = attached.union(offered.values_list(Value("offered"), "name"))
    return {name for what, name in found if what == "attached"}, {name for what, name in found if what == "offered"}


def no_longer_offered(application: Application, offered: set[str]) -> Missing:
    """A draft can outlive what it asks for: fields and ways of delivery are looked up again."""
    dataset = application.dataset
    wanting: list[str | Promise] = []
    if not dataset.can_be_applied_for() or application.applicant_kind not in dataset.applicant_kinds:
        wanting.append(_("该数据集现已不接受您这一类主体的申请，请在数据目录中查看最新情况。"))
    if set(application.requested_fields) - offered:
        wanting.append(_("所选字段中有已下架的，请重新选择申请字段。"))
    if application.delivery_mode and application.delivery_mode not in dataset.delivery_modes:
        wanting.append(_("所选提供方式已停用，请重新选择。"))
    return tuple(wanting)


def asking(application: Application, items: Iterable[tuple[str, str]], *, may_repeat: bool) -> CaseFacts:
    """For request_supplement: how many defects, and which of them the applicant was told of before."""
    subjects = [subject for subject, _problem in items]
    told = SupplementItem.objects.filter(supplement__application=application, subject__in=subjects)
    again = [] if may_repeat else sorted(set(told.values_list("subject", flat=True)))
    repeated: Missing = tuple(
        _("“%(subject)s”此前已经告知补正；确需再次补正同一事项的，由督办人员办理。") % {"subject": subject}
        for subject in again
    )
    return CaseFacts(defects=len(subjects), repeated=repeated)


def answered(application: Application, items: Iterable[SupplementItem], attached: Collection[str]) -> CaseFacts:
    """For resubmit: the check-list with the kinds of documents attached, and every asked item answered."""
    blank = [item for item in items if not item.answer.strip()]
    unanswered: Missing = tuple(
        _("请填写第 %(n)d 项“%(subject)s”的补正情况。") % {"n": item.position, "subject": item.subject}
        for item in blank
    )
    return CaseFacts(missing=missing(application, attached), unanswered=unanswered)


def opening(application: Application, conditions: Conditions, now: datetime) -> CaseFacts:
    """For approve: the conditions, whether the latest assessment met a hard stop, which is always of high risk, and
    whether the applicant is on the breach list."""
    case = application.case
    found = Assessment.objects.filter(application=application).annotate(suspect=Exists(_listed_once(case)))
    stopped, suspect = found.order_by("pk").values_list("stopped", "suspect").last() or (False, True)
    whole = conditions.fields and conditions.delivery_mode and conditions.term_months
    barred = past_conduct(case, localdate(now)).barred if suspect or not case.body_id else ()
    stopped = stopped and case.risk == RiskLevel.HIGH
    return CaseFacts(conditions=bool(whole), stopped=bool(stopped), barred=barred)


def _listed_once(case: Case) -> QuerySet[Organisation]:
    """The body that applies, if it was ever put on the breach list: only then are the records themselves read."""
    return Organisation.objects.filter(pk=case.body_id or 0, breaches__finding__entry__isnull=False)


def reading(application: Application, seen_sha256: str) -> CaseFacts:
    """For seal: the text the person read, against the text on file."""
    return CaseFacts(agreement_seen=seen_sha256, agreement_sha256=application.agreement.sha256)


def signing(application: Application, actor: User, seen_sha256: str, finished_at: datetime | None) -> CaseFacts:
    """For sign: the text as well, whether it was read to its end, and whether somebody else has to sign before."""
    agreement = application.agreement
    alone = agreement.signatories > 1 and agreement.first_signed_by_id in (None, actor.pk)
    read = reading(application, seen_sha256)
    return replace(read, agreement_finished=finished_at is not None, signatory_missing=alone)


def end_of_use(application: Application, now: datetime, *, confirmed: bool) -> CaseFacts:
    """For close: the applicant confirms, or the agreement has come to its end, or another has taken its place."""
    if confirmed:
        return CaseFacts(use_ended=True)
    agreement, today = application.agreement, localdate(now)
    return CaseFacts(use_ended=today > agreement.ends_on or is_taken_over(agreement, today))
