"""What leaves the house after an entry: the mails of its messages, short messages, and what places outside are told.

This is asked after the move and not within it, by one job for entries made together: no move waits for it. The messages
themselves are in the move's transaction, and so is this job.
"""

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Q

from calendars.store import current_index
from jobs import NewJob
from workflow.door import Change
from workflow.models import Event

from .channels.sms import adapter
from .models import Message
from .push import pushes
from .rules import WAITS_FOR_THE_OFFICE
from .sending import SMS, mail_job

JOB = "notifications.outward"


def asked_for(changes: Iterable[Change]) -> list[NewJob]:
    """The job of these entries, or none where there are none; no query."""
    entries = [[change.case.pk, change.event.seq] for change in changes]
    return [NewJob(JOB, {"entries": entries}, key="outward:{}:{}".format(*entries[0]))] if entries else []


def jobs_for(entries: Sequence[Sequence[int]]) -> list[NewJob]:
    """A job for each mail, each short message and each place: one query for all mails, and two an entry, the second
    only where there is a way for short messages."""
    return [*mails(entries), *(job for case, seq in entries for job in _beside_the_mails(case, seq))]


def mails(entries: Iterable[Sequence[int]]) -> Iterator[NewJob]:
    """The mail of each message: at once, or, of what can wait, when the office is open."""
    asked = {(case, seq) for case, seq in entries}
    cases, places = ({one[side] for one in asked} for side in (0, 1))
    told = Message.objects.filter(case__in=cases, seq__in=places).order_by("pk")
    for pk, kind, created_at, *entry in told.values_list("pk", "kind", "created_at", "case", "seq"):
        if tuple(entry) in asked:
            at = current_index().next_office_moment(created_at) if kind in WAITS_FOR_THE_OFFICE else None
            yield mail_job(pk, at)


def _beside_the_mails(case: int, seq: int) -> list[NewJob]:
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
