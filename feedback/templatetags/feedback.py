"""Parts that pages of other packages show: errors reported, what waits for a supervisor, what a notice would move."""

from typing import Any

from django import template
from django.utils.timezone import localdate

from applications.models import Dataset
from calendars.index import WorkdayIndex
from jobs import clock
from workflow.shifts import shift_of
from workflow.time_limit import OPEN

from ..listed import tab_counts
from ..models import Matter, MatterLimit
from ..record import corrections_of

register = template.Library()


@register.inclusion_tag("feedback/of_dataset.html")
def corrections(dataset: Dataset) -> dict[str, Any]:
    """How many were reported and how long they took, with the way to report another: two queries."""
    return {"dataset": dataset, "record": corrections_of(dataset)}


@register.inclusion_tag("feedback/moving.html")
def matters_moving(index: WorkdayIndex) -> dict[str, Any]:
    """How many open limits of matters a notice would move: one query."""
    limits = MatterLimit.objects.filter(status__in=OPEN)
    return {"count": sum(shift_of(limit, index).moves for limit in limits.iterator())}


@register.inclusion_tag("feedback/attention.html")
def feedback_attention() -> dict[str, Any]:
    """What is overdue, to be assigned and disputed across all departments: one query."""
    return {"counts": tab_counts(Matter.objects.all(), localdate(clock.now()))}
