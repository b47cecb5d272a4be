"""By when: limits of conduct are dated standards (workflow.models.ServiceStandard), counted in working days."""

from datetime import date

from calendars.store import current_index
from workflow.models import ServiceStandard

# Where no standard is in force yet on a day.
DAYS = 10


def last_day(limit: str, today: date) -> date:
    """The last day of a limit that begins today; today is not counted (民法典 201). One query."""
    in_force = ServiceStandard.objects.filter(clock=limit, valid_from__lte=today).order_by("-valid_from")
    days = in_force.values_list("working_days", flat=True).first()
    return current_index().add(today, DAYS if days is None else days)
