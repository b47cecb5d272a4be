"""Which tables hold the installation's data, in an order in which they can be filled."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

# What `migrate` writes by itself, and what is worth nothing elsewhere.
NOT_MOVED = {"django_migrations", "django_session"}


def all_models() -> list[type[models.Model]]:
    """Every model with a table of its own, and the tables between two of them."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.db_table not in NOT_MOVED
    ]


def columns(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """The fields that are columns and can be written."""
    return [field for field in model._meta.concrete_fields if not field.generated]


def count(model: type[models.Model], alias: str) -> int:
    """How many rows there are."""
    return model._base_manager.using(alias).count()


def reset_sequences(alias: str, moved: Iterable[type[models.Model]]) -> None:
    """Let new rows get numbers after those that came along."""
    connection: BaseDatabaseWrapper = connections[alias]
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), list(moved)):
            cursor.execute(sql)
