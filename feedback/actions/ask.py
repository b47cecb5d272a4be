"""Ask for data that are not open yet (提出需求)."""

from datetime import datetime

from django.utils.timezone import localdate

from accounts.models import Organisation, User
from applications.numbering import matter_number

from ..door import beginning
from ..models import Demand, Matter
from ..pace import no_more_than_a_days_share
from ..states import MatterKind


def ask(
    *, actor: User, title: str, description: str, purpose: str, supposed: Organisation | None, now: datetime
) -> Matter:
    """The numbered matter; a supervisor gives it to a department, and everybody can read it from then on."""
    no_more_than_a_days_share(actor, now)
    matter = Matter(kind=MatterKind.DEMAND, title=title, author=actor)
    with beginning(matter, "ask", lambda: matter_number(localdate(now).year, "demand", "XQ"), now=now) as step:
        Demand.objects.create(matter=matter, description=description, purpose=purpose, supposed=supposed)
        step.record = {"supposed": supposed.name if supposed else ""}
    return matter
