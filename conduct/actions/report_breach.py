"""Report a breach (举报违规): anybody may, also without a name."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import User
from applications.numbering import next_numbers

from .. import recording
from ..circles import supervisors
from ..models import Breach
from ..telling import Told, tell


@transaction.atomic
def report_breach(
    *, facts: str, said_body: str = "", said_data: str = "", contact: str = "", reporter: User | None, now: datetime
) -> Breach:
    """`reporter` None is anonymous. The supervisors are told that there is a report, not by whom."""
    today = localdate(now)
    breach = Breach.objects.create(
        number=f"WG-{today.year}-{next_numbers(today.year, 'breach')['breach']:04d}",
        reported_at=now, reporter=reporter, contact=contact, said_body=said_body, said_data=said_data, facts=facts,
    )  # fmt: skip
    recording.write(breach, "report", None, now, said_body=said_body, said_data=said_data, facts=facts)
    path = reverse("breach", args=[breach.pk])
    tell(supervisors(today), Told.BREACH_REPORTED, breach.pk, path, {"number": breach.number}, now)
    return breach
