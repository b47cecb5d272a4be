"""A table of text as CSV, XLSX, JSON or Parquet: each row by row, each with the line that says whose copy it is.

A column that the data set calls a number is written as one where that loses nothing: 0012 stays a text.
"""

import csv
import io
import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from applications.importing.field_types import FieldType, type_named

from .extract import Extract, room
from .models import Format
from .refusals import TooLargeForThisFormat
from .summing import engine, quoted, read

CONTENT_TYPES = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.JSON: "application/json; charset=utf-8",
    Format.PARQUET: "application/vnd.apache.parquet",
}
# What a sheet can hold, less the line of the copy and the header.
ROWS_OF_A_SHEET = 1_048_576 - 2
INTEGER = re.compile(r"-?(0|[1-9]\d{0,14})")
DECIMAL = re.compile(r"-?(0|[1-9]\d{0,8})\.\d{0,6}[1-9]")

Write = Callable[[Extract, BinaryIO, str, Mapping[str, str]], None]


def write(copied: Extract, target: BinaryIO, wanted: Format, line: str, types: Mapping[str, str]) -> None:
    """`copied` in the wanted format at the beginning of `target`. `line` says whose copy it is ("" for a CSV without
    one); `types` are the data set's words for the columns. Raises TooLargeForThisFormat."""
    copied.file.seek(0)
    WRITERS[wanted](copied, target, line, types)


def rows_in(copied: Extract) -> Iterator[list[str]]:
    """The rows without the header; the file stays open."""
    text = io.TextIOWrapper(copied.file, encoding="utf-8", newline="")
    reader = csv.reader(text)
    next(reader)
    yield from reader
    text.detach()


def value(cell: str, kind: FieldType | None) -> Any:
    """A number where the column has numbers and the cell is one as a machine writes it; else the text."""
    if kind in (FieldType.INTEGER, FieldType.DECIMAL):
        if INTEGER.fullmatch(cell) and cell != "-0":
            return int(cell)
        if kind == FieldType.DECIMAL and DECIMAL.fullmatch(cell):
            return float(cell)
    return cell


def kinds(fields: Sequence[str], types: Mapping[str, str]) -> list[FieldType | None]:
    return [type_named(types.get(name, "")) for name in fields]


def _csv(copied: Extract, target: BinaryIO, line: str, types: Mapping[str, str]) -> None:
    if line:
        target.write(f"# {line}\r\n".encode())
    shutil.copyfileobj(copied.file, target, 1 << 20)


def _json(copied: Extract, target: BinaryIO, line: str, types: Mapping[str, str]) -> None:
    known, before = kinds(copied.fields, types), b"[\n"
    for row in rows_in(copied):
        pairs = {name: value(cell, kind) for name, cell, kind in zip(copied.fields, row, known, strict=True)}
        target.write(before + json.dumps(pairs, ensure_ascii=False).encode())
        before = b",\n"
    target.write(b"\n]\n" if before == b",\n" else b"[]\n")


def _xlsx(copied: Extract, target: BinaryIO, line: str, types: Mapping[str, str]) -> None:
    if copied.rows > ROWS_OF_A_SHEET:
        raise TooLargeForThisFormat
    book, known = Workbook(write_only=True), kinds(copied.fields, types)
    sheet: Any = book.create_sheet("data")
    sheet.freeze_panes = "A3"
    head = WriteOnlyCell(sheet, value=line)
    head.font = Font(italic=True, color="FF8A6D3B")
    sheet.append([head])
    sheet.append([_cell(sheet, name) for name in copied.fields])
    for row in rows_in(copied):
        sheet.append([_cell(sheet, value(cell, kind)) for cell, kind in zip(row, known, strict=True)])
    book.save(target)


def _cell(sheet: Any, content: Any) -> Any:
    """A text stays a text, also where it looks like a formula."""
    if not isinstance(content, str):
        return content
    content = ILLEGAL_CHARACTERS_RE.sub("", content)
    if not content.startswith("="):
        return content
    cell = WriteOnlyCell(sheet, value=content)
    cell.data_type = "s"
    return cell


def _parquet(copied: Extract, target: BinaryIO, line: str, types: Mapping[str, str]) -> None:
    with tempfile.TemporaryDirectory(dir=room()) as folder, engine() as connection:
        source, made = Path(folder) / "rows.csv", Path(folder) / "rows.parquet"
        with source.open("wb") as file:
            shutil.copyfileobj(copied.file, file, 1 << 20)
        table = read(f"'{source}'", copied.fields)
        known = dict(zip(copied.fields, kinds(copied.fields, types), strict=True))
        wanted = ", ".join(_typed(connection, table, name, known[name]) for name in copied.fields)
        note = line.replace("'", "''")
        connection.execute(
            f"COPY (SELECT {wanted} FROM {table}) TO '{made}' "
            f"(FORMAT parquet, ROW_GROUP_SIZE 50000, KV_METADATA {{wuri: '{note}'}})"
        )
        with made.open("rb") as file:
            shutil.copyfileobj(file, target, 1 << 20)


def _typed(connection: Any, table: str, name: str, kind: FieldType | None) -> str:
    """The column as it is, or as a number where every cell of it is one that comes back as it was."""
    column = quoted(name)
    kept = f"coalesce({column}, '') AS {column}"
    target = {FieldType.INTEGER: "BIGINT", FieldType.DECIMAL: "DOUBLE"}.get(kind) if kind else None
    if target is None:
        return kept
    pattern = INTEGER.pattern if target == "BIGINT" else f"{INTEGER.pattern}|{DECIMAL.pattern}"
    other = f"SELECT 1 FROM {table} WHERE {column} <> '' AND NOT regexp_full_match({column}, '{pattern}') LIMIT 1"
    if connection.execute(other).fetchone():
        return kept
    return f"TRY_CAST({column} AS {target}) AS {column}"


WRITERS: dict[Format, Write] = {
    Format.CSV: _csv,
    Format.JSON: _json,
    Format.XLSX: _xlsx,
    Format.PARQUET: _parquet,
}
