"""Collect the granted data (领取): checked, journalled and counted before the first byte leaves."""

from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac
from django.utils.timezone import localtime

from accounts.models import User
from applications.conditions import Conditions
from applications.masking import masks_of
from applications.models import Application
from applications.passage import note

from .downloads import Download, downloads_of
from .extract import Extract, extract
from .models import Grant
from .refusals import NotDelivered
from .rules import Terms, obstacle

# A second click within this time asks for the same file, not for another one.
SECOND_CLICK = timedelta(seconds=10)


@dataclass(frozen=True)
class Collected:
    """What is handed over: the file, under the name that tells where it comes from."""

    name: str
    extract: Extract


class _AskedTwice(Exception):
    """The same person asked for the same bytes a moment ago: they are given again and not counted again."""


def collect(*, application: Application, actor: User, address: str | None, now: datetime) -> Collected:
    """The granted columns as a file. `address` is the network address that asks; raises a Refused."""
    grant, before = _grant_of(application), downloads_of([application.pk])[application.pk]
    again = _just_taken(before, actor, now) is not None
    _require(grant, len(before) - again, now)
    with ExitStack() as unless_done:
        masks = masks_of(conditions_of(grant).methods, key_of(application))
        made = Collected(_file_name(application, now), extract(application.dataset.data_file, grant.fields, masks))
        unless_done.callback(made.extract.file.close)
        with suppress(_AskedTwice):
            _write_down(application, actor, made, address, now)
        unless_done.pop_all()
    return made


def _write_down(application: Application, actor: User, made: Collected, address: str | None, now: datetime) -> None:
    """The one call to the door; under its lock everything is asked again."""
    with note(application, "collect", actor, now=now) as step:
        before = downloads_of([application.pk])[application.pk]
        last = _just_taken(before, actor, now)
        if last and last.facts["sha256"] == made.extract.sha256:
            raise _AskedTwice
        _require(_grant_of(application), len(before), now)
        step.record = _record(application, made, address)


def terms_of(grant: Grant, used: int) -> Terms:
    """What access depends on, from the records."""
    application = grant.application
    conditions = conditions_of(grant)
    return Terms(
        application.case.state, grant.status, grant.starts_at, grant.ends_at, conditions.delivery_mode,
        conditions.quota, used,
    )  # fmt: skip


def conditions_of(grant: Grant) -> Conditions:
    """The very conditions of the decision."""
    return Conditions.from_json(grant.application.decision.conditions)


def key_of(application: Application) -> bytes:
    """What codes are made with: the same for each download of one application, another for every other."""
    return salted_hmac("wuri.delivery.masking", str(application.pk), algorithm="sha256").digest()


def _grant_of(application: Application) -> Grant:
    """Read anew each time: under the lock this is what holds."""
    parts = ("application__case", "application__decision")
    grant = Grant.objects.select_related(*parts).filter(application=application).first()
    if grant is None:
        raise NotDelivered
    return grant


def _require(grant: Grant, used: int, now: datetime) -> None:
    refused = obstacle(terms_of(grant, used), now)
    if refused:
        raise refused


def _just_taken(before: list[Download], actor: User, now: datetime) -> Download | None:
    """The latest download, where it is the same person's of a moment ago."""
    last = before[0] if before else None
    return last if last and last.by_id == actor.pk and now - last.at < SECOND_CLICK else None


def _record(application: Application, made: Collected, address: str | None) -> dict[str, object]:
    """What the journal keeps: enough to tell later what was handed over, and that it was this."""
    return {
        "dataset": application.dataset.code, "agreement": application.agreement.number, "name": made.name,
        "fields": list(made.extract.fields), "left_out": list(made.extract.left_out), "rows": made.extract.rows,
        "size": made.extract.size, "sha256": made.extract.sha256, "address": address or "",
    }  # fmt: skip


def _file_name(application: Application, now: datetime) -> str:
    """Such as 公交站点实时客流数据集_SQ-2026-000173_20260928-091200.csv: which data, by which application, when."""
    title = "".join(sign for sign in application.dataset.title if sign.isalnum() or sign in "（）()-_·")
    return f"{title[:40]}_{application.number}_{localtime(now):%Y%m%d-%H%M%S}.csv"
