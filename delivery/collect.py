"""Collect the granted data (领取): a copy is made, journalled and counted before the first byte of it leaves."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localtime

from accounts.models import User
from applications.models import Application, DeliveryMode
from applications.passage import note
from jobs import enqueue

from .copies import Made, conditions_of, line_of, make
from .downloads import Download, downloads_of
from .halting import halted
from .models import Canary, Copy, CopyStatus, Format, Grant, Snapshot, Way
from .refusals import BeingPrepared, NotCollectable, NotDelivered
from .rules import Terms, obstacle
from .snapshots import current, expected_size

# A second click within this time asks for the same file, not for another one.
SECOND_CLICK = timedelta(seconds=10)
JOB = "delivery.prepare_copy"


class _AskedTwice(Exception):
    """The same person asked for the same bytes a moment ago: they are given again and not counted again."""

    def __init__(self, copy: Copy) -> None:
        super().__init__(copy)
        self.copy = copy


def collect(
    *,
    application: Application,
    actor: User,
    address: str | None,
    now: datetime,
    wanted: Format = Format.CSV,
) -> Copy:
    """A copy of the granted data for the person: ready, or being prepared by the background where the data are large.

    `address` is the network address that asks. Raises a Refused.
    """
    grant = grant_of(application)
    before = downloads_of([application.pk])[application.pk]
    again = _just_taken(before, actor, wanted, now)
    _require(grant, len(before) - (again is not None), now)
    if expected_size(application.dataset) > settings.WURI_COPY_AT_ONCE:
        return _later(grant, actor, wanted, address or "", now)
    snapshot = current(application.dataset, now)
    if again and again.snapshot_id == snapshot.pk:
        return again
    copy = Copy(grant=grant, person=actor, format=wanted, address=address or "", asked_at=now)
    return put_on_record(copy, make(grant, snapshot, wanted, line_of(copy)), now)


def prepare(copy: Copy, now: datetime) -> Made:
    """The file of a copy that was asked for; what can be refused is refused before it is made."""
    before = downloads_of([copy.grant.application_id])[copy.grant.application_id]
    _require(copy.grant, len(before), now, copy.way)
    return make(copy.grant, current(copy.grant.application.dataset, now), Format(copy.format), line_of(copy))


def table_of(grant: Grant, actor: User, address: str, now: datetime) -> Copy:
    """The copy that the interface answers from: one for each snapshot, made when it is first asked for and written into
    the journal once. Raises a Refused; BeingPrepared while the background makes a large one."""
    dataset = grant.application.dataset
    if expected_size(dataset) > settings.WURI_COPY_AT_ONCE and not Snapshot.objects.filter(dataset=dataset).exists():
        _later(grant, actor, Format.PARQUET, address, now, Way.API)
        raise BeingPrepared
    snapshot = current(dataset, now)
    ready = Copy.objects.filter(grant=grant, way=Way.API, status=CopyStatus.READY, snapshot=snapshot).first()
    if ready:
        return ready
    if snapshot.size > settings.WURI_COPY_AT_ONCE:
        _later(grant, actor, Format.PARQUET, address, now, Way.API)
        raise BeingPrepared
    grant = grant_of(grant.application)
    copy = Copy(grant=grant, person=actor, format=Format.PARQUET, way=Way.API, address=address, asked_at=now)
    return put_on_record(copy, make(grant, snapshot, Format.PARQUET, line_of(copy)), now)


def put_on_record(copy: Copy, made: Made, now: datetime) -> Copy:
    """Write the finished copy down; unless that is done its file goes. Answers the copy to be handed over."""
    try:
        with transaction.atomic():
            _write_down(copy, made, now)
    except _AskedTwice as twice:
        made.remove()
        return twice.copy
    except BaseException:
        made.remove()
        raise
    return copy


def _write_down(copy: Copy, made: Made, now: datetime) -> None:
    """The one call to the door; under its lock everything is asked again."""
    application, actor = copy.grant.application, copy.person
    with note(application, "collect", actor, now=now) as step:
        before = downloads_of([application.pk])[application.pk]
        again = _same(copy, made, before, now)
        if again:
            raise _AskedTwice(again)
        copy.grant = grant_of(application)
        _require(copy.grant, len(before), now, copy.way)
        copy.name = file_name(application, Format(copy.format), now)
        step.record = record_of(copy, made)
    finish(copy, made, application.case.seq, now)


def _same(copy: Copy, made: Made, before: list[Download], now: datetime) -> Copy | None:
    """What somebody else put on record while this was made: the same person's second click, or the interface's copy."""
    if copy.way == Way.API:
        ready = Copy.objects.filter(grant=copy.grant, way=Way.API, status=CopyStatus.READY, snapshot=made.snapshot)
        return ready.first()
    again = _just_taken(before, copy.person, Format(copy.format), now)
    return again if again and again.snapshot_id == made.snapshot.pk and again.pk != copy.pk else None


def finish(copy: Copy, made: Made, seq: int, now: datetime) -> None:
    copy.snapshot, copy.seq, copy.status = made.snapshot, seq, CopyStatus.READY
    copy.ready_at, copy.expires_at = now, now + timedelta(hours=settings.WURI_LINK_HOURS)
    if copy.way == Way.API:
        copy.expires_at = copy.grant.ends_at
    copy.file, copy.size, copy.sha256, copy.rows = made.file, made.size, made.sha256, made.rows
    copy.save()
    Canary.objects.bulk_create(Canary(copy=copy, digest=digest) for digest in made.digests)


@transaction.atomic
def _later(grant: Grant, actor: User, wanted: Format, address: str, now: datetime, way: Way = Way.DOWNLOAD) -> Copy:
    """One at a time for each person and format: who asks again while it is being made gets the same."""
    Grant.objects.select_for_update().get(pk=grant.pk)
    waiting = Copy.objects.filter(grant=grant, format=wanted, way=way, status=CopyStatus.PREPARING)
    found = (waiting if way == Way.API else waiting.filter(person=actor)).first()
    if found:
        return found
    copy = Copy.objects.create(grant=grant, person=actor, format=wanted, way=way, address=address, asked_at=now)
    enqueue(JOB, {"copy": copy.pk}, key=f"copy:{copy.pk}", max_attempts=3)
    return copy


def terms_of(grant: Grant, used: int, stopped: Collection[int] | None = None) -> Terms:
    """What access depends on, from the records. `stopped` are the data sets known to be stopped; unless it is given,
    they are asked for anew: one query."""
    application = grant.application
    conditions = conditions_of(grant)
    if stopped is None:
        stopped = halted([application.dataset_id])
    return Terms(
        application.case.state, grant.status, grant.starts_at, grant.ends_at, conditions.delivery_mode,
        conditions.quota, used, halted=application.dataset_id in stopped,
    )  # fmt: skip


def grant_of(application: Application) -> Grant:
    """Read anew each time: under the lock this is what holds."""
    parts = (
        "application__case__applicant", "application__case__body", "application__decision", "application__agreement",
        "application__dataset",
    )  # fmt: skip
    grant = Grant.objects.select_related(*parts).filter(application=application).first()
    if grant is None:
        raise NotDelivered
    return grant


def _require(grant: Grant, used: int, now: datetime, way: str = Way.DOWNLOAD) -> None:
    mode = DeliveryMode.API if way == Way.API else DeliveryMode.DOWNLOAD
    refused: NotCollectable | None = obstacle(terms_of(grant, used if way == Way.DOWNLOAD else 0), now, mode)
    if refused:
        raise refused


def _just_taken(before: list[Download], actor: User, wanted: Format, now: datetime) -> Copy | None:
    """The copy of the latest download, where it is the same person's of a moment ago and still there."""
    last = before[0] if before else None
    if last is None or last.by_id != actor.pk or now - last.at >= SECOND_CLICK:
        return None
    copies = Copy.objects.filter(seq=last.seq, grant__application=last.case_id, format=wanted, status=CopyStatus.READY)
    return copies.select_related("grant", "person").first()


def record_of(copy: Copy, made: Made) -> dict[str, object]:
    """What the journal keeps: enough to tell later what was handed over, and that it was this."""
    application, snapshot = copy.grant.application, made.snapshot
    return {
        "dataset": application.dataset.code, "agreement": application.agreement.number, "name": copy.name,
        "format": str(copy.format), "fields": list(made.fields), "left_out": list(made.left_out),
        "methods": dict(made.methods), "rows": made.rows, "marked": len(made.digests), "size": made.size,
        "sha256": made.sha256, "snapshot": {"number": snapshot.number, "sha256": snapshot.sha256},
        "address": copy.address,
    } | ({} if copy.way == Way.DOWNLOAD else {"way": str(copy.way)})  # fmt: skip


def file_name(application: Application, wanted: Format, now: datetime) -> str:
    """Such as 公交站点实时客流数据集_SQ-2026-000173_20260928-091200.csv: which data, by which application, when."""
    title = "".join(sign for sign in application.dataset.title if sign.isalnum() or sign in "（）()-_·")
    return f"{title[:40]}_{application.number}_{localtime(now):%Y%m%d-%H%M%S}.{wanted.value}"
