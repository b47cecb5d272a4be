"""Keep a sandbox in step with its grant: what it ought to be now is read from the records, then the sandbox is told.
However often and in whatever order the jobs run, it ends as the grant has it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from jobs import enqueue

from ..continuing import current_of
from ..models import Copy, CopyStatus, Grant, SandboxPlace, SandboxStatus
from ..refusals import DataUnavailable
from .bringing import SandboxOvertaken, bring_in, wanted
from .choice import sandbox
from .order import Sandbox, SandboxOrder, SandboxRefused

JOB, CHANGED = "delivery.sandbox", "delivery.sandbox_changed"
GRANT = (
    "grant__application__case__applicant", "grant__application__case__body", "grant__application__case__provider",
    "grant__application__decision", "grant__application__agreement", "grant__application__dataset",
)  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """What came of it, to be written down. `revision` is the word that the sandbox has heard."""

    revision: int
    status: SandboxStatus
    place: str = ""
    problem: str = ""


def order_place(grant: Grant) -> None:
    """A place for a grant that is delivered so; inside the transaction of the delivery."""
    place = SandboxPlace(grant=grant)
    place.account = f"wuri-{place.reference.hex[:10]}"
    place.save(force_insert=True)
    _ask(place.pk, place.revision)


def tell(**which: Any) -> None:
    """Something has changed for these places (grant__application=..., pk=...): the sandbox is told by a job."""
    for place in SandboxPlace.objects.filter(**which).exclude(status=SandboxStatus.REMOVED):
        SandboxPlace.objects.filter(pk=place.pk).update(revision=F("revision") + 1)
        _ask(place.pk, place.revision + 1)


def tell_of(case: int, seq: int) -> None:
    """The same for the places of a case after an entry, looked for after it: most grants have none."""
    enqueue(CHANGED, {"case": case}, key=f"sandbox:entry:{case}:{seq}")


def _ask(key: int, revision: int, *, again: str = "") -> None:
    enqueue(JOB, {"place": key}, key=f"sandbox:{key}:{revision}{again}")


def look_after(now: datetime) -> int:
    """Ask again, at most once an hour, for places that are not as they ought to be: a term has begun or ended, or the
    sandbox did not answer. Returns how many."""
    count = 0
    places = SandboxPlace.objects.exclude(status=SandboxStatus.REMOVED).select_related("grant")
    with transaction.atomic():
        for place in places:
            want = wanted(current_of(place.grant, now), now)
            if place.status != want and not (place.status == SandboxStatus.ORDERED and want == SandboxStatus.CLOSED):
                _ask(place.pk, place.revision, again=f":{want}:{now:%Y%m%d%H}")
                count += 1
    return count


def settle(key: int, now: datetime) -> Outcome | None:
    """Tell the sandbox; outside any transaction but those of its own. None where there is nothing to do any more.
    Raises SandboxUnavailable."""
    place = SandboxPlace.objects.select_related("copy", *GRANT).get(pk=key)
    if place.status == SandboxStatus.REMOVED:
        return None
    place.grant = current_of(place.grant, now)
    want = wanted(place.grant, now)
    try:
        return _told(place, want, sandbox(), now)
    except SandboxOvertaken:
        return None
    except (SandboxRefused, DataUnavailable) as refused:
        return Outcome(place.revision, SandboxStatus(place.status), problem=str(refused))


def _told(place: SandboxPlace, want: SandboxStatus, box: Sandbox, now: datetime) -> Outcome:
    order = order_of(place, is_open=want == SandboxStatus.OPEN)
    if want == SandboxStatus.REMOVED:
        box.remove(order)
        return Outcome(place.revision, want)
    if want == SandboxStatus.CLOSED and place.placed_at is None:
        return Outcome(place.revision, SandboxStatus.ORDERED)
    where = place.place or box.reserve(order)
    if want == SandboxStatus.OPEN and not _holds_its_data(place):
        bring_in(place, where, box, order, now)
        if wanted(Grant.objects.get(pk=place.grant.pk), now) != SandboxStatus.OPEN:
            raise SandboxOvertaken
    box.admit(order)
    return Outcome(place.revision, want, where)


def _holds_its_data(place: SandboxPlace) -> bool:
    """Whether what is there was made under this very grant; conditions that have changed mean another copy."""
    return place.placed_at is not None and place.copy is not None and place.copy.grant_id == place.grant.pk


def order_of(place: SandboxPlace, *, is_open: bool) -> SandboxOrder:
    application = place.grant.application
    return SandboxOrder(
        reference=place.reference.hex,
        revision=place.revision,
        account=place.account,
        recipient=application.applicant_name,
        application=application.number,
        agreement=application.agreement.number,
        dataset=application.dataset.code,
        title=application.dataset.title,
        starts_at=place.grant.starts_at,
        ends_at=place.grant.ends_at,
        is_open=is_open,
        secret_sha256=place.secret_digest,
    )


def note_down(key: int, outcome: Outcome, now: datetime) -> None:
    """What the sandbox has been told; a word that was overtaken meanwhile leaves the state to the next."""
    place = SandboxPlace.objects.select_for_update(of=("self",)).select_related("grant").get(pk=key)
    place.problem = outcome.problem
    place.place = outcome.place or place.place
    if place.revision == outcome.revision:
        place.status = outcome.status
    if outcome.status == SandboxStatus.REMOVED:
        place.status, place.removed_at = outcome.status, now
        Copy.objects.filter(sandbox=place, status=CopyStatus.READY).update(expires_at=now)
    place.save(update_fields=["problem", "place", "status", "removed_at"])
