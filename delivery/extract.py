"""The granted columns of a data file, and nothing else: row by row, in constant memory."""

import csv
import hashlib
import io
import logging
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.db.models.fields.files import FieldFile

from applications.masking import Mask

from .refusals import DataUnavailable
from .stores import STORE_TROUBLE

Rows = Iterator[list[str]]
# What happens to the rows on their way, such as the marks that are put among them.
Through = Callable[[Iterable[list[str]]], Rows]

UNREADABLE: tuple[type[Exception], ...] = (*STORE_TROUBLE, csv.Error, ValueError)

log = logging.getLogger("wuri.delivery")

# A line of a road or the edge of a district is one long cell.
csv.field_size_limit(16 * 1024 * 1024)


@dataclass(frozen=True)
class Extract:
    """A CSV file as RFC 4180 has it, in UTF-8 without a mark: `file` stands at its beginning and goes when closed.

    `rows` does not count the header; `size` in bytes; `sha256` of the whole file; `left_out` are the columns of
    the source that were not granted.
    """

    file: io.BufferedRandom
    fields: tuple[str, ...]
    left_out: tuple[str, ...]
    rows: int
    size: int
    sha256: str


class FileIsBroken(ValueError):
    """The data file does not say what its data set promises; the text is for the log."""


def extract(
    source: FieldFile,
    fields: Sequence[str],
    masks: Mapping[str, Mask] | None = None,
    through: Through | None = None,
) -> Extract:
    """Copy `fields`, in this order, into a file without a name; `masks` change the cells of a column, then the rows go
    `through` what is given. Slow for large data: call outside any transaction.

    Raises DataUnavailable for a file that is missing, outside the store or broken; the log has the cause.
    """
    try:
        with ExitStack() as unless_done:
            # On the disk of the data: the system's folder for temporary files may be memory.
            target = unless_done.enter_context(tempfile.TemporaryFile(dir=room()))
            with rows_of(source) as rows:
                made = _copied(rows, tuple(fields), masks or {}, target, through)
            unless_done.pop_all()
            return made
    except UNREADABLE as problem:
        log.error("data file %r cannot be delivered: %s", source.name, problem)
        raise DataUnavailable from problem


def room() -> Path:
    """The folder for files in the making."""
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def rows_of(source: FieldFile) -> Iterator[Rows]:
    """The rows of a CSV file in UTF-8, the header first; empty lines are no rows."""
    if not source.name:
        raise FileIsBroken("no file is on record")
    with source.storage.open(source.name, "rb") as stored:
        text = io.TextIOWrapper(cast(BinaryIO, stored.file), encoding="utf-8-sig", newline="")
        yield (row for row in csv.reader(text, strict=True) if row)


def _copied(
    rows: Rows, fields: tuple[str, ...], masks: Mapping[str, Mask], target: io.BufferedRandom, through: Through | None
) -> Extract:
    header = next(rows, [])
    places = _places(header, fields)
    columns = [(place, masks.get(name, as_it_is)) for name, place in zip(fields, places, strict=True)]
    granted = _granted(rows, columns, len(header))
    left_out = tuple(name for name in header if name not in fields)
    return written(fields, through(granted) if through else granted, target, left_out)


def written(
    fields: tuple[str, ...], rows: Iterable[list[str]], target: io.BufferedRandom, left_out: tuple[str, ...] = ()
) -> Extract:
    """Header and rows as CSV into `target`."""
    text = io.TextIOWrapper(target, encoding="utf-8", newline="")
    count = _write(csv.writer(text), fields, rows)
    text.detach()
    size = target.tell()
    target.seek(0)
    digest = hashlib.file_digest(target, "sha256").hexdigest()
    target.seek(0)
    return Extract(target, fields, left_out, count, size, digest)


def _places(header: list[str], fields: tuple[str, ...]) -> list[int]:
    """Where the granted columns stand."""
    if len(set(header)) < len(header):
        raise FileIsBroken("a column stands twice in the header")
    missing = [name for name in fields if name not in header]
    if missing or not fields:
        raise FileIsBroken(f"the header lacks {missing}")
    return [header.index(name) for name in fields]


def as_it_is(cell: str) -> str:
    """A column that is handed over unchanged."""
    return cell


def _granted(rows: Rows, columns: list[tuple[int, Mask]], width: int) -> Rows:
    """The granted cells of each row, masked."""
    for count, row in enumerate(rows, start=1):
        if len(row) != width:
            raise FileIsBroken(f"row {count} has {len(row)} cells, the header {width}")
        yield [mask(row[place]) for place, mask in columns]


def _write(writer: Any, fields: tuple[str, ...], rows: Iterable[list[str]]) -> int:
    """Write header and rows; answers the number of rows."""
    writer.writerow(fields)
    count = 0
    for count, row in enumerate(rows, start=1):  # noqa: B007
        writer.writerow(row)
    return count
