"""Bring the data into a sandbox: the marked copy and its manifest, on record with place, account and term."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from workflow import door
from workflow.entries import SystemNote
from workflow.models import Event
from workflow.people import people_of_each
from workflow.states import State

from ..collect import file_name, finish, record_of
from ..copies import Made, line_of, make, path_of
from ..downloads import Download
from ..manifest import manifest
from ..models import Copy, CopyStatus, Format, Grant, GrantStatus, SandboxPlace, SandboxStatus, Way
from ..snapshots import current
from .order import Sandbox, SandboxOrder


class SandboxOvertaken(Exception):
    """Access has ended or stands still since the job looked; another job has been handed on with that."""


def wanted(grant: Grant, now: datetime) -> SandboxStatus:
    """What the sandbox of a grant ought to be at `now`."""
    if grant.status == GrantStatus.ENDED or now >= grant.ends_at:
        return SandboxStatus.REMOVED
    if grant.status == GrantStatus.SUSPENDED or now < grant.starts_at:
        return SandboxStatus.CLOSED
    return SandboxStatus.OPEN


def bring_in(place: SandboxPlace, where: str, box: Sandbox, order: SandboxOrder, now: datetime) -> None:
    """The marked copy, on record before its first byte leaves; an attempt that was cut off is gone on with."""
    copy = _on_record(place.grant) or _copied(place, where, now)
    box.put(order, path_of(copy.file), copy.name, manifest(place.grant.application, _entry(copy)))
    SandboxPlace.objects.filter(pk=place.pk).update(placed_at=now, copy=copy)


def _on_record(grant: Grant) -> Copy | None:
    """A copy for the sandbox that is on record and whose file is still here."""
    made = Copy.objects.filter(grant=grant, way=Way.SANDBOX, status=CopyStatus.READY).select_related("person")
    copy = made.order_by("-pk").first()
    return copy if copy is not None and path_of(copy.file).exists() else None


def _copied(place: SandboxPlace, where: str, now: datetime) -> Copy:
    application = place.grant.application
    copy = Copy(
        grant=place.grant, person=application.case.applicant, format=Format.CSV, way=Way.SANDBOX, asked_at=now,
        name=file_name(application, Format.CSV, now),
    )  # fmt: skip
    made = make(place.grant, current(application.dataset, now), Format.CSV, line_of(copy))
    try:
        other = _write_down(copy, made, place, where, now)
    except BaseException:
        made.remove()
        raise
    if other is not None:
        made.remove()
        return other
    return copy


@transaction.atomic
def _write_down(copy: Copy, made: Made, place: SandboxPlace, where: str, now: datetime) -> Copy | None:
    """Under the lock of the case everything is asked again; answers the copy of another worker who was quicker."""
    case = door.locked(copy.grant.application_id)
    if wanted(Grant.objects.get(pk=copy.grant_id), now) != SandboxStatus.OPEN or case.state != State.IN_USE:
        raise SandboxOvertaken
    if other := _on_record(copy.grant):
        return other
    people = people_of_each([case], localdate(now))[case.pk]
    facts = record_of(copy, made) | _handed_over(place, where)
    (event,) = door.enter([SystemNote(case, people, "enter_sandbox", facts)], now)
    finish(copy, made, event.seq, now)
    SandboxPlace.objects.filter(pk=place.pk).update(place=where)
    return None


def _handed_over(place: SandboxPlace, where: str) -> dict[str, Any]:
    """Place, account and term, as the journal keeps them."""
    grant = place.grant
    return {
        "place": where, "account": place.account, "starts_on": localdate(grant.starts_at).isoformat(),
        "ends_on": localdate(grant.last_day).isoformat(),
    }  # fmt: skip


def _entry(copy: Copy) -> Download:
    event = Event.objects.get(case=copy.grant.application_id, seq=copy.seq or 0)
    return Download(event.case_id, event.seq, event.at, None, copy.person.name, event.facts)
