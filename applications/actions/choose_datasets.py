"""Choose further data sets of the same department for a draft; all are handed in together."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts.models import User
from workflow.refusals import WrongState
from workflow.states import State

from ..editing import locked_for_editing
from ..eligibility import NotConditional, refusal
from ..models import ApplicantKind, Application, Dataset, FurtherDataset

Choice = tuple[Dataset, Sequence[str], str]


@transaction.atomic
def choose_datasets(*, application: Application, actor: User, choices: Sequence[Choice], now: datetime) -> None:
    """`choices` are (data set, names of fields, way of delivery) and replace what was chosen before. Raises NotYours,
    WrongState, NotConditional, NotEligible."""
    case = locked_for_editing(application.case_id, actor)
    if case.state != State.DRAFT:
        raise WrongState(state=case.state)
    for dataset, _fields, _mode in choices:
        if dataset.provider_id != case.provider_id or dataset.pk == application.dataset_id:
            raise NotConditional
        if refused := refusal(dataset, ApplicantKind(application.applicant_kind)):
            raise refused
    FurtherDataset.objects.filter(application=application).delete()
    FurtherDataset.objects.bulk_create(
        FurtherDataset(application=application, dataset=dataset, requested_fields=list(fields), delivery_mode=mode)
        for dataset, fields, mode in choices
    )
