"""Hand over the data: access begins (the grant itself is delivery's reaction to this event)."""

from datetime import datetime

from accounts.models import User
from workflow.guards import CaseFacts

from ..models import Agreement, Application
from ..passage import passage


def deliver(
    *, application: Application, actor: User, remarks: str = "", seen: int | None = None, now: datetime
) -> Application:
    """Needs the data set's file or a snapshot of its source; the recipient then collects it on his data page."""
    with passage(application, "deliver", actor, seen=seen, now=now) as step:
        dataset = application.dataset
        step.require(CaseFacts(data_ready=bool(dataset.data_file) or dataset.snapshots.exists()))
        agreement = Agreement.objects.select_related("application__decision").get(application=application)
        step.record = {
            "dataset": dataset.code, "fields": agreement.application.decision.conditions["fields"],
            "ends_on": agreement.ends_on.isoformat(), "remarks": remarks,
        }  # fmt: skip
    return application
