"""Rows summed up by the columns that stay (汇总): what is decided for a column whose single values are not opened."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb
from django.conf import settings

from .extract import Extract, Rows, Through, room, written

TOTALS = {
    "sum": "CAST(sum(TRY_CAST({0} AS DECIMAL(38, 6))) AS VARCHAR)",
    "mean": "CAST(round(avg(TRY_CAST({0} AS DOUBLE)), 4) AS VARCHAR)",
}
AT_ONCE = 10_000
# How our own files are read: nothing about them is guessed.
AS_CSV = (
    "header = true, delim = ',', quote = '\"', escape = '\"', "
    "auto_detect = false, null_padding = false, max_line_size = 33554432, parallel = false"
)


@contextmanager
def engine() -> Iterator[Any]:
    """A DuckDB of its own, kept small: what does not fit goes to the disk of the data."""
    limits: dict[str, Any] = {"threads": 1, "memory_limit": "256MB", "temp_directory": str(room() / "duckdb")}
    with duckdb.connect(":memory:", config=limits) as connection:
        # Nothing that a file or a query says can make it load programs or reach a network.
        connection.execute("SET autoinstall_known_extensions = false")
        yield connection


def quoted(name: str) -> str:
    """A column's name as SQL has it."""
    return '"' + name.replace('"', '""') + '"'


def read(path: str, fields: Sequence[str]) -> str:
    """Our own CSV file as a table; `path` is a parameter's sign or a quoted text."""
    columns = ", ".join(f"'{name.replace(chr(39), chr(39) * 2)}': 'VARCHAR'" for name in fields)
    return f"read_csv({path}, columns = {{{columns}}}, {AS_CSV})"


def summed(source: Extract, methods: Mapping[str, str], through: Through | None) -> Extract:
    """`source` with one row for each group of equal cells in the columns that are not summed; its file is closed.

    Groups of fewer than settings.WURI_SMALLEST_GROUP rows are left out: they would tell of single cases.
    """
    with source.file, tempfile.NamedTemporaryFile(dir=room(), suffix=".csv") as named, engine() as connection:
        while piece := source.file.read(1 << 20):
            named.write(piece)
        named.flush()
        found = connection.execute(_question(source.fields, methods), [named.name, settings.WURI_SMALLEST_GROUP])
        rows = _rows(found, [name in methods for name in source.fields])
        target = tempfile.TemporaryFile(dir=room())  # noqa: SIM115 (goes with the extract)
        return written(source.fields, through(rows) if through else rows, target, source.left_out)


def _question(fields: Sequence[str], methods: Mapping[str, str]) -> str:
    wanted = [TOTALS[methods[name]].format(quoted(name)) if name in methods else quoted(name) for name in fields]
    groups = [quoted(name) for name in fields if name not in methods]
    by = ", ".join(groups)
    return f"SELECT {', '.join(wanted)} FROM {read('?', fields)}" + (
        f" GROUP BY {by} HAVING count(*) >= ? ORDER BY {by}" if by else " HAVING count(*) >= ?"
    )


def _rows(found: Any, totals: Sequence[bool]) -> Rows:
    while some := found.fetchmany(AT_ONCE):
        for row in some:
            yield [_plain(cell) if is_total else cell or "" for cell, is_total in zip(row, totals, strict=True)]


def _plain(cell: str | None) -> str:
    """A total without the zeros that its type adds."""
    if cell is None:
        return ""
    return cell.rstrip("0").rstrip(".") if "." in cell else cell
