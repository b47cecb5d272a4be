"""Moving all data from the present database into an empty PostgreSQL: every row, unchanged, or nothing at all."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db import connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from workflow import triggers
from workflow.models import Case

from .tables import all_models, columns, reset_sequences

TARGET = "target"
ROWS_AT_ONCE = 2000


class NotEmpty(Exception):
    """The other database holds cases already; nothing was changed there."""


class NotTheSame(Exception):
    """What arrived is not what was sent; the transaction is taken back. Names the table."""


@dataclass(frozen=True)
class Moved:
    """A table and its rows."""

    table: str
    rows: int


def move(target: dict[str, Any]) -> list[Moved]:
    """Copy every table into the migrated database `target` (settings as in DATABASES), in one transaction.

    On SQLite nobody else can write meanwhile. Raises NotEmpty, NotTheSame.
    """
    connections.databases[TARGET] = {**connections.databases["default"], "OPTIONS": {}, **target}
    with transaction.atomic(), transaction.atomic(using=TARGET):
        if Case.objects.using(TARGET).exists():
            raise NotEmpty
        return fill(connections[TARGET], all_models())


def fill(connection: BaseDatabaseWrapper, tables: list[type[models.Model]]) -> list[Moved]:
    """The guards are taken away for as long as the rows come in, which nobody outside this transaction sees."""
    triggers.remove(connection)
    empty(connection, tables)
    moved = [Moved(model._meta.db_table, copy(connection, model)) for model in tables]
    for model in tables:
        if fingerprint(model, "default") != fingerprint(model, TARGET):
            raise NotTheSame(model._meta.db_table)
    reset_sequences(TARGET, tables)
    triggers.install(connection)
    return moved


def empty(connection: BaseDatabaseWrapper, tables: list[type[models.Model]]) -> None:
    """What the migrations have put there comes along with the rest."""
    names = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in tables)
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {names} RESTART IDENTITY CASCADE")


def copy(connection: BaseDatabaseWrapper, model: type[models.Model]) -> int:
    """Every row of a table; how many there were."""
    fields = columns(model)
    names = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    table, count = connection.ops.quote_name(model._meta.db_table), 0
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as sink:
        for row in rows(model, "default"):
            prepared = zip(fields, row, strict=True)
            sink.write_row([field.get_db_prep_save(value, connection) for field, value in prepared])
            count += 1
    return count


def rows(model: type[models.Model], alias: str) -> Iterator[tuple[Any, ...]]:
    """The rows as Python values, in the order of their keys."""
    names = [field.attname for field in columns(model)]
    found = model._base_manager.using(alias).order_by("pk").values_list(*names)
    yield from found.iterator(chunk_size=ROWS_AT_ONCE)


def fingerprint(model: type[models.Model], alias: str) -> str:
    """A digest of all rows, the same on every database that holds the same values."""
    found = sha256()
    for row in rows(model, alias):
        found.update(json.dumps(row, sort_keys=True, default=repr, ensure_ascii=False).encode())
        found.update(b"\n")
    return found.hexdigest()
