"""A supervisor gives a demand to nobody (不予分派): it is no data, or stands in the catalogue already."""

from datetime import datetime

from accounts.models import User
from applications.models import Dataset

from ..door import passage
from ..models import Matter


def decline(
    *, matter: Matter, actor: User, reasons: str, dataset: Dataset | None = None, seen: int | None = None,
    now: datetime,
) -> Matter:  # fmt: skip
    """`dataset` is the one that its author has not found."""
    with passage(matter.pk, "decline", actor, seen=seen, now=now) as step:
        step.matter.dataset = dataset
        step.record = {"reasons": reasons, "dataset": dataset.code if dataset else ""}
    return step.matter
