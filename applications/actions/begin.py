"""Begin an application: a draft for one data set."""

from datetime import datetime

from django.db import transaction

from accounts.models import Organisation, User
from workflow.models import Case

from ..eligibility import applicant_kind_of, refusal
from ..models import Application, Dataset


@transaction.atomic
def begin(*, dataset: Dataset, applicant: User, body: Organisation | None, now: datetime) -> Application:
    """A new draft; raises NotEligible when this applicant may not apply for this data set."""
    kind = applicant_kind_of(body)
    refused = refusal(dataset, kind)
    if refused:
        raise refused
    case = Case.objects.create(applicant=applicant, body=body, provider=dataset.provider, created_at=now)
    return Application.objects.create(
        case=case,
        dataset=dataset,
        applicant_kind=kind,
        contact_name=applicant.name,
        contact_phone=applicant.phone,
        contact_address=body.address if body else "",
        created_at=now,
        updated_at=now,
    )
