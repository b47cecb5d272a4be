"""Make the file of a copy: the granted columns of a snapshot under the decided conditions, marked as one person's."""

import hashlib
import logging
import uuid
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from applications.conditions import Conditions
from applications.masking import SUMMED, masks_of
from applications.models import Application

from .extract import Extract, Through, extract
from .formats import write
from .marks import Marker
from .models import Copy, Format, Grant, Snapshot
from .refusals import DataUnavailable
from .snapshots import source_of
from .summing import summed

log = logging.getLogger("wuri.delivery")


@dataclass(frozen=True)
class Made:
    """The finished file, not on record yet. `file` is its name in the folder of copies; `rows` count the marking rows
    too, of which `digests` are the digests."""

    file: str
    fields: tuple[str, ...]
    left_out: tuple[str, ...]
    methods: Mapping[str, str]
    rows: int
    size: int
    sha256: str
    snapshot: Snapshot
    digests: list[str] = field(default_factory=list)

    def remove(self) -> None:
        path_of(self.file).unlink(missing_ok=True)


def folder() -> Path:
    """Copies stay on this machine's disk, whatever store the snapshots are in."""
    place = Path(settings.MEDIA_ROOT) / "copies"
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


def path_of(name: str) -> Path:
    return folder() / Path(name).name


def make(grant: Grant, snapshot: Snapshot, wanted: Format, line: str) -> Made:
    """Slow for large data: call outside any transaction. Raises DataUnavailable, TooLargeForThisFormat."""
    source = source_of(snapshot.dataset)
    marker = Marker(snapshot.rows if source.marks_rows else 0)
    if wanted == Format.CSV and not source.csv_line:
        line = ""
    copied = granted(grant, snapshot, marker)
    with copied.file:
        name, size, sha256 = _written(copied, snapshot, wanted, line)
    methods = conditions_of(grant).methods
    fields = (copied.fields, copied.left_out, methods, copied.rows)
    return Made(name, *fields, size, sha256, snapshot, marker.digests)


def _written(copied: Extract, snapshot: Snapshot, wanted: Format, line: str) -> tuple[str, int, str]:
    """Name, size and digest of the file; none is left behind when it fails."""
    name = f"{uuid.uuid4().hex}.{wanted.value}"
    with ExitStack() as unless_done:
        unless_done.callback(path_of(name).unlink, missing_ok=True)
        try:
            with path_of(name).open("w+b") as target:
                write(copied, target, wanted, line, types_of(snapshot))
                size = target.seek(0, 2)
                target.seek(0)
                sha256 = hashlib.file_digest(target, "sha256").hexdigest()
        except (OSError, duckdb.Error) as problem:
            log.error("a copy of %s could not be written: %s", snapshot, problem)
            raise DataUnavailable from problem
        unless_done.pop_all()
    return name, size, sha256


def granted(grant: Grant, snapshot: Snapshot, through: Through | None = None) -> Extract:
    """What the conditions leave of a snapshot, as a CSV without a name: columns left out, masked, summed up."""
    methods = conditions_of(grant).methods
    masks = masks_of(methods, key_of(grant.application))
    totals = {name: method for name, method in methods.items() if method in SUMMED}
    if not totals:
        return extract(snapshot.file, grant.fields, masks, through)
    try:
        return summed(extract(snapshot.file, grant.fields, masks), totals, through)
    except (OSError, duckdb.Error) as problem:
        log.error("snapshot %s cannot be summed up: %s", snapshot, problem)
        raise DataUnavailable from problem


def types_of(snapshot: Snapshot) -> dict[str, str]:
    return {column["name"]: column["type"] for column in snapshot.schema}


def conditions_of(grant: Grant) -> Conditions:
    """The very conditions of the decision."""
    return Conditions.from_json(grant.application.decision.conditions)


def key_of(application: Application) -> bytes:
    """What codes are made with: the same for each download of one application, another for every other."""
    return salted_hmac("wuri.delivery.masking", str(application.pk), algorithm="sha256").digest()


def line_of(copy: Copy) -> str:
    """The line that a person reads in his copy: whose it is, and under which agreement."""
    application = copy.grant.application
    words = _("本副本仅供%(body)s按协议 %(agreement)s 使用（申请编号 %(number)s，%(at)s 由%(name)s领取），不得转让。")
    return words % {
        "body": application.applicant_name, "agreement": application.agreement.number, "number": application.number,
        "at": f"{localtime(copy.asked_at):%Y-%m-%d %H:%M}", "name": copy.person.name,
    }  # fmt: skip
