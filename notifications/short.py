"""The short form of a message: what a telephone or a group chat shows, with the page where one acts."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from workflow.lifecycle import title_of
from workflow.models import Deadline, DeadlineStatus, Event

from .models import Message
from .wording import plain

TEMPLATE = "notifications/short.txt"


def link(path: str) -> str:
    """A page of this site, as one reaches it from outside."""
    return settings.WURI_BASE_URL.rstrip("/") + path


def short_message(message: Message) -> str:
    """Of a message to a person; names no data set and nobody, since others may look at a telephone."""
    return _short(
        headline=message.headline,
        number=message.case.number if message.case else "",
        clock=message.get_clock_display(),
        due_on=message.due_on,
        firm=message.due_firm,
        url=link(message.path),
    )


def short_entry(event: Event) -> str:
    """Of an entry, for the group of an office; reads `event.case`."""
    running = Deadline.objects.filter(case=event.case_id, status=DeadlineStatus.RUNNING).order_by("due_on").first()
    with override("zh-hans"):
        return _short(
            headline=str(title_of(event.name)),
            number=event.case.number,
            clock=running.get_clock_display() if running else "",
            due_on=running.due_on if running else None,
            firm=running.firm if running else True,
            url=link(reverse("case", args=[event.case_id])),
        )


def _short(**values: Any) -> str:
    with override("zh-hans"):
        return " ".join(plain(TEMPLATE, {**values, "site": settings.SITE_NAME}).split())
