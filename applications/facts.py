"""What the rules of the workflow need to know of a dossier, as frozen values."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from workflow.guards import CaseFacts, Missing

from .checklist import attached_kinds, missing
from .models import Application, SupplementItem


def completeness(application: Application) -> CaseFacts:
    """For submit: what the check-list still asks for."""
    return CaseFacts(missing=missing(application, attached_kinds(application)))


def answered(application: Application, items: Iterable[SupplementItem]) -> CaseFacts:
    """For resubmit: the check-list, and every asked item answered."""
    blank = [item for item in items if not item.answer.strip()]
    unanswered: Missing = tuple(
        _("请填写第 %(n)d 项“%(subject)s”的补正情况。") % {"n": item.position, "subject": item.subject}
        for item in blank
    )
    return CaseFacts(missing=missing(application, attached_kinds(application)), unanswered=unanswered)


def reading(application: Application, seen_sha256: str) -> CaseFacts:
    """For sign and seal: the text the person read, against the text on file."""
    return CaseFacts(agreement_seen=seen_sha256, agreement_sha256=application.agreement.sha256)


def end_of_use(application: Application, now: datetime, *, confirmed: bool) -> CaseFacts:
    """For close: the applicant confirms, or the agreement has come to its end."""
    return CaseFacts(use_ended=confirmed or localdate(now) > application.agreement.ends_on)
