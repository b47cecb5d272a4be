"""A fixed query against a department's own database: read only, with bound parameters, row by row."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import duckdb
import sqlalchemy
from django.conf import settings

from .extract import FileIsBroken, Rows

DUCKDB = "duckdb:///"
AT_ONCE = 5_000
ASKS = re.compile(r"\s*(select|with)\b", re.IGNORECASE)


class QueryFailed(ValueError):
    """The database could not be asked, or gave what is no table; the text is for the log."""


def is_one_question(query: str) -> bool:
    """Whether it is one SELECT and nothing behind it."""
    return bool(ASKS.match(query)) and ";" not in query.rstrip().rstrip(";")


@contextmanager
def queried(connection: str, query: str, parameters: Mapping[str, Any]) -> Iterator[Rows]:
    """The answer as rows of text, the names of its columns first. `:name` in the query stands for a parameter.

    Raises QueryFailed.
    """
    address = settings.WURI_DATA_CONNECTIONS.get(connection)
    if address is None:
        raise QueryFailed(f"no connection is called {connection!r}")
    if not is_one_question(query):
        raise QueryFailed("one SELECT is allowed, and nothing else")
    asked = _from_duckdb if address.startswith(DUCKDB) else _from_database
    try:
        with asked(address, query.rstrip().rstrip(";"), dict(parameters)) as rows:
            yield rows
    except (duckdb.Error, sqlalchemy.exc.SQLAlchemyError) as problem:
        raise QueryFailed(str(problem)) from problem


@contextmanager
def _from_duckdb(address: str, query: str, parameters: dict[str, Any]) -> Iterator[Rows]:
    limits: dict[str, Any] = {"threads": 1, "memory_limit": "256MB", "autoinstall_known_extensions": "false"}
    with duckdb.connect(address.removeprefix(DUCKDB), read_only=True, config=limits) as database:
        # A query reads this database, and no file or address beside it.
        database.execute("SET enable_external_access = false")
        found = database.execute(re.sub(r"(?<!:):([a-z_]\w*)", r"$\1", query), parameters)
        yield _table([column[0] for column in found.description], iter(lambda: found.fetchmany(AT_ONCE), []))


@contextmanager
def _from_database(address: str, query: str, parameters: dict[str, Any]) -> Iterator[Rows]:
    engine = sqlalchemy.create_engine(address, poolclass=sqlalchemy.pool.NullPool)
    options: dict[str, Any] = {"stream_results": True, "max_row_buffer": AT_ONCE}
    if engine.dialect.name == "postgresql":
        options["postgresql_readonly"] = True
    with engine.connect().execution_options(**options) as database:
        found = database.execute(sqlalchemy.text(query), parameters)
        try:
            yield _table(list(found.keys()), found.partitions(AT_ONCE))
        finally:
            database.rollback()


def _table(columns: list[str], pieces: Any) -> Rows:
    yield columns
    for piece in pieces:
        for row in piece:
            yield [text_of(cell) for cell in row]


def text_of(cell: Any) -> str:
    """A value as it stands in a CSV: moments as 2026-09-28T08:00:00, yes and no as true and false, nothing as ""."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, (dt.datetime, dt.date, dt.time)):
        return cell.isoformat()
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    if isinstance(cell, (bytes, bytearray, memoryview)):
        raise FileIsBroken("a column holds bytes, which no table of text can")
    return str(cell)
