"""An application whose data have been handed over, under terms of the test's own."""

from typing import Any

from applications.conditions import Conditions
from applications.models import Dataset
from tests.factories import Life, a_dataset, a_life, the_cast

DELIVERED = ("sign", "seal", "deliver")
GRANTED = ("stop_name", "stop_id")


def a_delivered_life(
    *,
    fields: tuple[str, ...] = GRANTED,
    quota: int = 0,
    months: int = 12,
    mode: str = "download",
    dataset: Dataset | None = None,
    **start: Any,
) -> Life:
    """A life in use; its grant has `fields`, in this order."""
    life = a_life(dataset=dataset or a_dataset(the_cast().provider), **start)
    for verb in ("submit", "accept", "assess"):
        life.do(verb)
    life.do("approve", conditions=Conditions(fields, mode, months, quota=quota))
    for verb in DELIVERED:
        life.do(verb)
    return life
