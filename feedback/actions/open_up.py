"""The data are open (登记已开放): the demand is linked to its data set, and all who supported it are told."""

from datetime import datetime

from accounts.models import User
from applications.models import Dataset

from ..door import passage
from ..models import Matter


def open_up(*, matter: Matter, actor: User, dataset: Dataset, seen: int | None = None, now: datetime) -> Matter:
    with passage(matter.pk, "open", actor, seen=seen, now=now) as step:
        step.matter.dataset = dataset
        step.record = {"dataset": dataset.code}
    return step.matter
