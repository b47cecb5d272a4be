"""What happens to applications because its day has come. Each case under its own lock; a second run finds nothing."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils.timezone import localdate

from workflow.models import Clock, Consultation, Deadline
from workflow.refusals import Refused
from workflow.states import State

from .actions.close import close
from .actions.deliver import deliver
from .actions.fast_track import fast_track
from .actions.lapse import lapse
from .actions.record_silence import record_silence
from .fast_track import opens_at_once
from .models import Application
from .succession import taken_over


def lapse_overdue(now: datetime) -> int:
    """Applicants whose own clock ran out; returns how many lapsed."""
    ran_out = Deadline.objects.filter(
        clock__in=[Clock.SUPPLEMENT, Clock.SIGNING], status="running", due_on__lt=localdate(now)
    )
    return _each(Application.objects.filter(case__in=ran_out.values("case")), lapse, now)


def close_ended(now: datetime) -> int:
    """Agreements that have come to their end, or to their successor; returns how many were closed."""
    today = localdate(now)
    over = Application.objects.filter(case__state=State.IN_USE).filter(
        Q(agreement__ends_on__lt=today) | Q(agreement__in=taken_over(today))
    )
    return _each(over, lambda application, now: close(application=application, actor=None, now=now), now)


def record_silences(now: datetime) -> int:
    """Cases in which a department has not answered within its own limit; returns how many. None where the setting
    says that every answer is waited for."""
    if settings.WURI_SILENCE_BLOCKS:
        return 0
    silent = Consultation.objects.waiting().filter(due_on__lt=localdate(now), case__state=State.CONSULTING)
    return _each(Application.objects.filter(case__in=silent.values("case")), record_silence, now)


def open_fast_track(now: datetime) -> int:
    """Submitted applications for data that opens at once; returns how many were opened."""
    waiting = Application.objects.filter(case__state=State.SUBMITTED, dataset__fast_track=True)
    low = [application for application in waiting.select_related("case", "dataset") if opens_at_once(application)]
    return _each(low, fast_track, now)


def deliver_successors(now: datetime) -> int:
    """What is renewed or amended without a new examination needs nobody to hand it over once it is sealed: the grant
    goes on; returns how many."""
    sealed = Application.objects.filter(case__state=State.DELIVERING, keeps_assessment=True)
    return _each(
        sealed.select_related("dataset"),
        lambda application, now: deliver(application=application, actor=None, now=now),
        now,
    )


def _each(applications: Any, act: Any, now: datetime) -> int:
    """Act on each; one that was refused (someone was quicker) is left for the next run."""
    done = 0
    for application in applications:
        try:
            act(application=application, now=now)
            done += 1
        except Refused:
            continue
    return done
