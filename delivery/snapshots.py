"""Take a snapshot of a data set's data, and find the one that is handed over now."""

import csv
import hashlib
import io
import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import storages
from django.db import transaction
from django.db.models import FileField
from django.db.models.fields.files import FieldFile
from django.utils.timezone import localdate

from accounts.models import User
from applications.models import Dataset

from .extract import UNREADABLE, FileIsBroken, Rows, room, rows_of
from .models import Snapshot, Source, SourceKind
from .queries import queried
from .refusals import DataUnavailable
from .stores import STORE_TROUBLE

# What a file in the store of sources belongs to, as far as a FieldFile wants to know.
IN_SOURCES = FileField(name="data_file", storage=lambda: storages["sources"])

log = logging.getLogger("wuri.delivery")


def current(dataset: Dataset, now: datetime) -> Snapshot:
    """The newest snapshot; a file that came into the catalogue since then is made into one first.

    Slow for large data then: call outside any transaction. Raises DataUnavailable.
    """
    latest = Snapshot.objects.filter(dataset=dataset).order_by("-number").first()
    if source_of(dataset).kind == SourceKind.UPLOAD and (latest is None or latest.origin != dataset.data_file.name):
        return take(dataset, None, now)
    if latest is None:
        return take(dataset, None, now)
    return latest


def expected_size(dataset: Dataset) -> int:
    """How many bytes the next copy is made from, as far as is known without reading them."""
    latest = Snapshot.objects.filter(dataset=dataset).order_by("-number").first()
    if source_of(dataset).kind != SourceKind.UPLOAD or (latest and latest.origin == dataset.data_file.name):
        return latest.size if latest else settings.WURI_COPY_AT_ONCE + 1
    try:
        return int(dataset.data_file.size) if dataset.data_file else 0
    except STORE_TROUBLE:
        return 0


def take(dataset: Dataset, actor: User | None, now: datetime) -> Snapshot:
    """Read the source whole and keep what it says. Raises DataUnavailable; the log has the cause."""
    source = source_of(dataset)
    try:
        with _opened(dataset, source) as rows, tempfile.NamedTemporaryFile(dir=room()) as file:
            return _kept(dataset, _origin(dataset, source), rows, file, actor, now)
    except UNREADABLE as problem:
        log.error("data set %s cannot be read: %s", dataset.code, problem)
        raise DataUnavailable from problem


def source_of(dataset: Dataset) -> Source:
    """What was set, or the department's own upload."""
    return Source.objects.filter(dataset=dataset).first() or Source(dataset=dataset)


@contextmanager
def _opened(dataset: Dataset, source: Source) -> Iterator[Rows]:
    """The rows of the source, the header first."""
    if source.kind == SourceKind.QUERY:
        with queried(source.connection, source.query, source.parameters) as rows:
            yield rows
        return
    file: Any = dataset.data_file
    if source.kind == SourceKind.STORE:
        file = FieldFile(dataset, IN_SOURCES, source.location)
    with rows_of(file) as rows:
        yield rows


def _origin(dataset: Dataset, source: Source) -> str:
    if source.kind == SourceKind.QUERY:
        query = hashlib.sha256(source.query.encode()).hexdigest()[:12]
        return f"query:{source.connection}:{query}"
    return f"store:{source.location}" if source.kind == SourceKind.STORE else str(dataset.data_file.name)


def _kept(dataset: Dataset, origin: str, rows: Rows, file: Any, actor: User | None, now: datetime) -> Snapshot:
    columns = next(rows, [])
    _examine(dataset, columns)
    count = _write(columns, rows, file)
    size = file.tell()
    file.seek(0)
    sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    snapshot = Snapshot(
        dataset=dataset, origin=origin[:400], sha256=sha256, size=size, rows=count, schema=_schema(dataset, columns),
        taken_at=now, taken_by=actor,
    )  # fmt: skip
    file.seek(0)
    snapshot.file.save(f"{dataset.code}/{sha256[:16]}.csv", File(file), save=False)
    return _numbered(snapshot, now)


def _examine(dataset: Dataset, columns: list[str]) -> None:
    if len(set(columns)) < len(columns):
        raise FileIsBroken("a column stands twice in the header")
    missing = [field.name for field in dataset.fields.all() if field.name not in columns]
    if missing or not columns:
        raise FileIsBroken(f"the header lacks {missing}")


def _write(columns: list[str], rows: Rows, file: Any) -> int:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    writer, count = csv.writer(text), 0
    writer.writerow(columns)
    for count, row in enumerate(rows, start=1):
        if len(row) != len(columns):
            raise FileIsBroken(f"row {count} has {len(row)} cells, the header {len(columns)}")
        writer.writerow(row)
    text.detach()
    return count


def _schema(dataset: Dataset, columns: list[str]) -> list[dict[str, str]]:
    types = {field.name: field.type for field in dataset.fields.all()}
    return [{"name": name, "type": types.get(name, "")} for name in columns]


@transaction.atomic
def _numbered(snapshot: Snapshot, now: datetime) -> Snapshot:
    """The next number of its data set, whose row in the catalogue says how much there is. The file was read before the
    lock; a snapshot of the same file that somebody else took meanwhile is taken instead."""
    dataset = Dataset.objects.select_for_update().get(pk=snapshot.dataset_id)
    latest = Snapshot.objects.filter(dataset=dataset).order_by("-number").first()
    if latest and (latest.origin, latest.sha256) == (snapshot.origin, snapshot.sha256):
        snapshot.file.storage.delete(str(snapshot.file.name))
        return latest
    snapshot.number = latest.number + 1 if latest else 1
    snapshot.save()
    if snapshot.taken_by or snapshot.origin != dataset.data_file.name:
        Dataset.objects.filter(pk=dataset.pk).update(row_count=snapshot.rows, updated_on=localdate(now))
    return snapshot
