"""Can this applicant apply for this data set? Asked before he starts."""

from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from workflow.refusals import Refused

from .models import ApplicantKind, Dataset


class NotConditional(Refused):
    """Unconditional data is simply downloaded; closed data is not to be had."""

    message = _("该数据集不是有条件开放数据，无需或者不能提交申请。")
    code = "not_conditional"


class NotEligible(Refused):
    """The data set is not open to this kind of applicant."""

    message = _("该数据集暂不向您这一类主体开放，请在目录中查看可申请主体。")
    status = 403
    code = "not_eligible"


def applicant_kind_of(body: Organisation | None) -> ApplicantKind:
    """The kind of applicant that a body, or nobody but the person himself, is."""
    return ApplicantKind.NATURAL_PERSON if body is None else ApplicantKind(body.kind)


def refusal(dataset: Dataset, kind: ApplicantKind) -> Refused | None:
    """Why this kind of applicant may not apply, or None."""
    if not dataset.can_be_applied_for():
        return NotConditional()
    return None if kind in dataset.applicant_kinds else NotEligible()
