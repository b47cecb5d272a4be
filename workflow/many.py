"""Many cases at once: their rows written as quickly as the database takes them, and nothing collected meanwhile.

What the system enters in hundreds of cases is told to PostgreSQL by COPY: the ORM's INSERT prepares every value on its
own, which takes longer than the server needs for the row. Guards, constraints and the transaction are the same.
"""

import gc
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from operator import attrgetter, itemgetter
from typing import Any

from django.db import connection, models

# Of fewer rows the ORM's own INSERT is as quick.
MANY = 20


@contextmanager
def nothing_collected() -> Iterator[None]:
    """For one batch: all it makes lives until its end, and the collector would look through it again and again."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def write_many(rows: Sequence[models.Model]) -> None:
    """Insert new rows of one model, whose values are plain (no expressions). The objects need not learn their keys."""
    if _are_many(rows):
        model = type(rows[0])
        _copy(model, map(attrgetter(*(field.attname for field in _columns(model))), rows))
    elif rows:
        type(rows[0])._base_manager.bulk_create(rows)


def write_rows(model: type[models.Model], rows: Sequence[Mapping[str, Any]]) -> None:
    """The same from the values of each row by the names of its columns; what is missing has its default."""
    if _are_many(rows):
        defaults = {field.attname: field.get_default() for field in _columns(model)}
        values = itemgetter(*defaults)
        _copy(model, (values({**defaults, **row}) for row in rows))
    else:
        model._base_manager.bulk_create(model(**row) for row in rows)


def _are_many(rows: Sequence[Any]) -> bool:
    return len(rows) >= MANY and connection.vendor == "postgresql"


def _copy(model: type[models.Model], rows: Iterable[tuple[Any, ...]]) -> None:
    """A broken rule raises what Django raises for an INSERT."""
    fields = _columns(model)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    encoders = {place: one.encoder for place, one in enumerate(fields) if isinstance(one, models.JSONField)}
    statement = f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN'
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(statement) as lines:
        for row in rows:
            lines.write_row(_with_json(row, encoders) if encoders else row)


def _with_json(row: Iterable[Any], encoders: Mapping[int, Any]) -> list[Any]:
    found = list(row)
    for place, encoder in encoders.items():
        found[place] = json.dumps(found[place], cls=encoder)
    return found


@cache
def _columns(model: type[models.Model]) -> list[Any]:
    """The columns that a new row is given."""
    return [field for field in model._meta.concrete_fields if not field.primary_key]
