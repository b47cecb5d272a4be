"""The rows that a life writes, written once more by the ORM alone: no rights, no law, no words, no journal to compute.

A pattern's life is looked at after each move: which rows are new, and which fields of which rows have changed. Another
life then gets the same, move by move, under keys of its own.
"""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction

from applications.models import Application
from operations.tables import all_models, columns
from workflow.models import Case, Event

Model = type[models.Model]
Rows = dict[tuple[Model, Any], models.Model]
# Each case has a number, each document a code: what must be unique gets a mark of the new life.
MARKED = (models.CharField, models.TextField)


@dataclass
class Move:
    """What one move wrote."""

    new: list[models.Model] = field(default_factory=list)
    changed: list[tuple[models.Model, list[str]]] = field(default_factory=list)


def all_rows() -> Rows:
    """Everything there is: call it in a small database only."""
    return {(model, row.pk): row for model in all_models() for row in model._base_manager.order_by("pk")}


def written(before: Rows, after: Rows) -> Move:
    """The difference; the journal's entry first, as the database wants it."""
    move = Move()
    for key, row in after.items():
        if key not in before:
            move.new.append(row)
        elif names := [f.attname for f in columns(key[0]) if _value(row, f) != _value(before[key], f)]:
            move.changed.append((row, names))
    move.new.sort(key=lambda row: not isinstance(row, Event))
    return move


def _value(row: models.Model, column: Any) -> Any:
    value = getattr(row, column.attname)
    return value.name if isinstance(column, models.FileField) else value


def write_again(moves: list[Move], pattern: int, key: int) -> None:
    """The life of `pattern` once more, over the draft `key`: each move in one transaction, one INSERT for each table
    and one UPDATE for each changed row."""
    known: dict[tuple[Model, Any], Any] = {(Case, pattern): key, (Application, pattern): key}
    for move in moves:
        with transaction.atomic():
            for model, rows in _by_table(move.new):
                copies = [_copy(row, known, key, is_new=True) for row in rows]
                model._base_manager.bulk_create(copies)
                known |= {(model, row.pk): made.pk for row, made in zip(rows, copies, strict=True)}
            for row, names in move.changed:
                _same(row, known, key).save(update_fields=names)


def _by_table(rows: list[models.Model]) -> Iterator[tuple[Model, list[models.Model]]]:
    gathered: dict[Model, list[models.Model]] = {}
    for row in rows:
        gathered.setdefault(type(row), []).append(row)
    yield from gathered.items()


def _is_unique(model: Model, column: Any) -> bool:
    alone = [rule.fields for rule in model._meta.constraints if isinstance(rule, models.UniqueConstraint)]
    return column.unique or (column.name,) in alone


def _same(row: models.Model, known: dict[tuple[Model, Any], Any], key: int) -> models.Model:
    """The row of the new life; of nobody's life, as a counter, the row as it is now, which is written again."""
    if (type(row), row.pk) in known:
        return _copy(row, known, key, is_new=False)
    return type(row)._base_manager.get(pk=row.pk)


def _copy(row: models.Model, known: dict[tuple[Model, Any], Any], key: int, *, is_new: bool) -> models.Model:
    """The row under the new life's keys."""
    model, made = type(row), copy(row)
    made._state = copy(row._state)
    for column in columns(model):
        value = getattr(row, column.attname)
        if column.primary_key and not column.is_relation:
            made.pk = None if is_new and isinstance(column, models.AutoField) else known.get((model, value), value)
            made._state.adding = is_new
        elif column.is_relation and column.related_model is not None:
            setattr(made, column.attname, known.get((column.related_model, value), value))
        elif value and isinstance(column, MARKED) and _is_unique(model, column):
            setattr(made, column.attname, f"{key:x}.{value}"[: column.max_length])
    return made
