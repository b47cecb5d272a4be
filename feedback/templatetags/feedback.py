"""Parts that pages of other packages show: the errors reported of a data set, and what waits for a supervisor."""

from typing import Any

from django import template
from django.utils.timezone import localdate

from applications.models import Dataset
from jobs import clock

from ..listed import tab_counts
from ..models import Matter
from ..record import corrections_of

register = template.Library()


@register.inclusion_tag("feedback/of_dataset.html")
def corrections(dataset: Dataset) -> dict[str, Any]:
    """How many were reported and how long they took, with the way to report another: two queries."""
    return {"dataset": dataset, "record": corrections_of(dataset)}


@register.inclusion_tag("feedback/attention.html")
def feedback_attention() -> dict[str, Any]:
    """What is overdue, to be assigned and disputed across all departments: one query."""
    return {"counts": tab_counts(Matter.objects.all(), localdate(clock.now()))}
