"""Which fields of a data set are applications under way asking for? Those may neither vanish nor change hands."""

from collections import defaultdict
from collections.abc import Iterable

from workflow.states import TERMINAL, State

from ..models import Application


def fields_in_use(datasets: Iterable[int]) -> dict[int, list[list[str]]]:
    """By data set, the field names of each application that was submitted and has not ended. One query at most."""
    wanted: dict[int, list[list[str]]] = defaultdict(list)
    if keys := list(datasets):
        living = Application.objects.filter(dataset__in=keys).exclude(case__state__in=[*TERMINAL, State.DRAFT])
        for dataset, names in living.values_list("dataset_id", "requested_fields"):
            wanted[dataset].append(names)
    return wanted
