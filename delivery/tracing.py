"""Which copy does a file come from? The whole file by its digest; what is left of it by its marking rows."""

import csv
import hashlib
import json
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.models import Count
from openpyxl import load_workbook

from .marks import digest
from .models import Canary, Copy
from .queries import text_of
from .summing import engine

AT_ONCE = 500


@dataclass(frozen=True)
class Trace:
    """A copy that the file comes from: `found` of its `marks` marking rows are in it; `whole` where it is the file as
    it was handed over."""

    copy: Copy
    found: int
    marks: int
    whole: bool = False


def trace(path: Path) -> list[Trace]:
    """The copies that have left marks in the file, the likeliest first. Raises OSError, ValueError for a file that is
    no table."""
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    found = _found(digest(row) for row in rows_of_file(path))
    whole = set(Copy.objects.filter(sha256=sha256).values_list("pk", flat=True))
    parts = ("grant__application__case__body", "grant__application__case__applicant", "grant__application__agreement")
    copies = Copy.objects.filter(pk__in={*found, *whole}).select_related("person", *parts)
    traces = [
        Trace(copy, found[copy.pk], copy.many, copy.pk in whole) for copy in copies.annotate(many=Count("canaries"))
    ]
    return sorted(traces, key=lambda one: (not one.whole, -one.found, one.copy.pk))


def _found(digests: Iterable[str]) -> Counter[int]:
    """How many different marking rows of each copy there are."""
    found: Counter[int] = Counter()
    seen: set[tuple[int, str]] = set()
    for some in _in_pieces(digests):
        seen.update(Canary.objects.filter(digest__in=some).values_list("copy", "digest"))
    found.update(copy for copy, _digest in seen)
    return found


def _in_pieces(digests: Iterable[str]) -> Iterator[set[str]]:
    piece: set[str] = set()
    for one in digests:
        piece.add(one)
        if len(piece) == AT_ONCE:
            yield piece
            piece = set()
    if piece:
        yield piece


def rows_of_file(path: Path) -> Iterator[list[str]]:
    """The cells of a CSV, XLSX, JSON or Parquet file as texts, with whatever stands above the data."""
    with path.open("rb") as file:
        begin = file.read(64).lstrip(b"\xef\xbb\xbf").lstrip()
    if begin.startswith(b"PAR1"):
        yield from _parquet(path)
    elif zipfile.is_zipfile(path):
        yield from _xlsx(path)
    elif begin[:1] in (b"[", b"{"):
        yield from _json(path)
    else:
        yield from _csv(path)


def _csv(path: Path) -> Iterator[list[str]]:
    """Also what a spreadsheet wrote: in GB 18030, or with other separators."""
    with path.open("rb") as file:
        start = file.read(1 << 20)
    encoding = "utf-8-sig"
    try:
        start[: len(start) - 4].decode(encoding)
    except UnicodeDecodeError:
        encoding = "gb18030"
    first = start.decode(encoding, "replace").splitlines()
    most = max(",;\t", key=lambda sign: sum(line.count(sign) for line in first[:20]))
    with path.open(encoding=encoding, errors="replace", newline="") as text:
        yield from csv.reader(text, delimiter=most)


def _json(path: Path) -> Iterator[list[str]]:
    text = path.read_text(encoding="utf-8-sig")
    rows = (
        json.loads(text) if text.lstrip().startswith("[") else [json.loads(line) for line in text.splitlines() if line]
    )
    for row in rows:
        yield [_text(cell) for cell in (row.values() if isinstance(row, dict) else row)]


def _xlsx(path: Path) -> Iterator[list[str]]:
    # Opened here: openpyxl goes by the name of a file otherwise.
    with path.open("rb") as file:
        for sheet in load_workbook(file, read_only=True).worksheets:
            for row in sheet.iter_rows(values_only=True):
                yield [_text(cell) for cell in row]


def _parquet(path: Path) -> Iterator[list[str]]:
    with engine() as connection:
        found = connection.execute("SELECT * FROM read_parquet(?)", [str(path)])
        while some := found.fetchmany(5_000):
            for row in some:
                yield [_text(cell) for cell in row]


def _text(cell: Any) -> str:
    return repr(cell) if isinstance(cell, float) else text_of(cell)
