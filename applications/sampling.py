"""A share of what the system opened on a day is looked at again by a person: which, is drawn by lot.

The lot is the journal's own digest of each opening (SM3): nobody can steer it, and anybody can draw it again.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from math import ceil

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from calendars.local import local_day
from workflow.models import Event

from .models import Application, Sample, SpotCheck
from .passage import note

# How far back a day that was missed is made up for.
REACH = timedelta(days=31)


def lot(openings: Iterable[Event], share: float) -> list[Event]:
    """The drawn ones, by their digests: of any at all at least one, unless the share is 0."""
    ordered = sorted(openings, key=lambda event: event.hash)
    return ordered[: min(len(ordered), ceil(share * len(ordered)))]


def draw_samples(now: datetime) -> int:
    """Draw for every day before today that was not drawn yet; returns how many cases were drawn."""
    today = localdate(now)
    openings = Event.objects.filter(name="fast_track", at__gte=now - REACH).select_related("case")
    by_day: dict[tuple[int, date], list[Event]] = defaultdict(list)
    for event in openings:
        if local_day(event.at) < today:
            by_day[event.case.provider_id, local_day(event.at)].append(event)
    done = set(Sample.objects.filter(day__gte=today - REACH).values_list("provider", "day")) if by_day else set()
    return sum(_draw(*key, events, now) for key, events in sorted(by_day.items()) if key not in done)


@transaction.atomic
def _draw(provider: int, day: date, openings: list[Event], now: datetime) -> int:
    share = settings.WURI_FAST_TRACK_SAMPLE
    drawn = lot(openings, share)
    said = {"opened": len(openings), "drawn": len(drawn)}
    sample, new = Sample.objects.get_or_create(provider_id=provider, day=day, defaults={**said, "share": share})
    if not new:  # another worker was quicker
        return 0
    for application in Application.objects.filter(pk__in=[event.case_id for event in drawn]).order_by("pk"):
        SpotCheck.objects.create(application=application, sample=sample)
        with note(application, "draw_check", None, now=now) as step:
            step.record = {"day": day.isoformat(), **said}
    return len(drawn)
