"""Hand over the data: access begins (the grant itself is delivery's reaction to this event)."""

from datetime import datetime

from django.db.models import Exists, QuerySet

from accounts.models import User
from workflow.guards import CaseFacts

from ..models import Agreement, Application, Dataset
from ..passage import passage
from ..refusals import HeldBack


def deliver(
    *, application: Application, actor: User, remarks: str = "", seen: int | None = None, now: datetime
) -> Application:
    """Needs the data set's file or a snapshot of its source; the recipient then collects it on his data page. Raises
    HeldBack while a security incident has stopped the data set."""
    with passage(application, "deliver", actor, seen=seen, now=now) as step:
        dataset = application.dataset
        step.require(CaseFacts(data_ready=bool(dataset.data_file) or dataset.snapshots.exists()))
        agreement = (
            Agreement.objects.select_related("application__decision")
            .annotate(held=Exists(stopped(dataset.pk)))
            .get(application=application)
        )
        if agreement.held:
            raise HeldBack
        step.record = {
            "dataset": dataset.code, "fields": agreement.application.decision.conditions["fields"],
            "ends_on": agreement.ends_on.isoformat(), "remarks": remarks,
        }  # fmt: skip
    return application


def stopped(dataset: int) -> QuerySet[Dataset]:
    """The data set, while it is stopped for everybody: the halts themselves are delivery's."""
    return Dataset.objects.filter(pk=dataset, halts__isnull=False, halts__lifted_at__isnull=True)
