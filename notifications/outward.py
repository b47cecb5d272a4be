"""Who else is told of an entry, besides those who have its messages: places outside, and who wants short messages too.

This is asked after the move and not within it, by one job for each entry: a move waits for no preferences.
"""

from collections.abc import Iterable

from django.db.models import Q

from calendars.store import current_index
from jobs import NewJob
from workflow.door import Change
from workflow.models import Event

from .channels.sms import adapter
from .models import Message
from .push import pushes
from .rules import WAITS_FOR_THE_OFFICE
from .sending import SMS

JOB = "notifications.outward"


def asked_for(changes: Iterable[Change]) -> list[NewJob]:
    """The job of each entry; no query."""
    return [
        NewJob(
            JOB,
            {"case": change.case.pk, "seq": change.event.seq},
            key=f"outward:{change.case.pk}:{change.event.seq}",
        )
        for change in changes
    ]


def jobs_for(case: int, seq: int) -> list[NewJob]:
    """A job for each place and each short message: two queries, the second only where there is a way for them."""
    event = Event.objects.select_related("case").get(case=case, seq=seq)
    return [*pushes(event), *short_messages(event)]


def short_messages(event: Event) -> list[NewJob]:
    """To those told who have a number and have chosen so; of what can wait, when the office is open."""
    if adapter() is None:
        return []
    reachable = ~Q(recipient__phone="") & Q(recipient__message_preferences__isnull=False)
    told = Message.objects.filter(reachable, case=event.case_id, seq=event.seq)
    wanted = [
        message
        for message in told.select_related("recipient__message_preferences").order_by("pk")
        if message.recipient.message_preferences.sms_about(message.topic)
    ]
    waits = wanted and event.name in WAITS_FOR_THE_OFFICE
    at = current_index().next_office_moment(event.at) if waits else None
    return [NewJob(SMS, {"message": message.pk}, key=f"sms:{message.pk}", at=at) for message in wanted]
