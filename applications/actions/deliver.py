"""Hand over the data: access begins (the grant itself is delivery's reaction to this event)."""

from datetime import datetime

from django.db.models import Exists, QuerySet

from accounts.models import User
from workflow.guards import CaseFacts

from ..models import Agreement, Application, Dataset
from ..passage import passage
from ..refusals import HeldBack


def deliver(
    *, application: Application, actor: User | None, remarks: str = "", seen: int | None = None, now: datetime
) -> Application:
    """Needs the data set's file or a snapshot of its source; the recipient then collects it on his data page. What is
    renewed or amended without a new assessment is delivered by the system (applications/sweeps.py). Raises HeldBack
    while a security incident has stopped the data set."""
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
        conditions = agreement.application.decision.conditions
        step.record = {
            "dataset": dataset.code, "fields": conditions["fields"], "mode": conditions["delivery_mode"],
            "starts_on": agreement.starts_on.isoformat(), "ends_on": agreement.ends_on.isoformat(),
            "remarks": remarks,
        }  # fmt: skip
        if application.follows_id:
            step.record["follows"] = application.follows_id
    return application


def stopped(dataset: int) -> QuerySet[Dataset]:
    """The data set, while it is stopped for everybody: the halts themselves are delivery's."""
    return Dataset.objects.filter(pk=dataset, halts__isnull=False, halts__lifted_at__isnull=True)
