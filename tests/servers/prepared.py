"""What many tests begin with is made once in a run: whichever process comes first makes it, all others take a copy.

That goes for the tables, which a hundred migrations take twenty seconds to make, and for scenes: what a module of tests
finds in them beside what the migrations seeded. A copy takes milliseconds.

    @pytest.fixture(scope="module")
    def city(prepared: Prepared) -> Iterator[City]:
        with prepared("city", a_city) as made:  # the database is as it was after a_city()
            yield made                          # and as the migrations left it from here on
"""

import fcntl
import pickle
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any, Protocol, TypeVar

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core import management
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker
from pytest_django.plugin import blocking_manager_key

Made = TypeVar("Made")
TABLES = "tables"


class Prepared(Protocol):
    """prepared(name, build): the database as `build` left it, and what `build` returned (which can be pickled)."""

    def __call__(self, name: str, build: Callable[[], Made]) -> AbstractContextManager[Made]: ...


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """While pytest-django makes this process's database, `migrate` is done once for all processes."""
    real = management.call_command

    def call(name: Any, *args: Any, **options: Any) -> Any:
        return once(TABLES, lambda: real(name, *args, **options)) if name == "migrate" else real(name, *args, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(management, "call_command", call)
        yield


@pytest.fixture(scope="session")
def prepared(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Prepared:
    @contextmanager
    def lived_in(name: str, build: Callable[[], Made]) -> Iterator[Made]:
        told = folder() / f"{name}.{connection.vendor}.pickle"

        def make() -> None:
            with transaction.atomic():
                told.write_bytes(pickle.dumps(build()))

        with django_db_blocker.unblock():
            once(name, make)
            try:
                yield pickle.loads(told.read_bytes())
            finally:
                take(TABLES)

    return lived_in


def folder() -> Path:
    """Shared by the processes of one run, and gone with it (conftest.py)."""
    made = Path(settings.VAR) / "prepared"
    made.mkdir(parents=True, exist_ok=True)
    return made


def once(name: str, make: Callable[[], object]) -> None:
    """The database of this process as `make` leaves it, which only the first process calls."""
    done = folder() / f"{name}.{connection.vendor}"
    with (folder() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if done.exists():
            take(name)
            return
        make()
        keep(name)
        done.touch()


def keep(name: str) -> None:
    """Remembers the database of this process under a name."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(folder() / f"{name}.sqlite3")) as file:
            connection.connection.backup(file)
    else:
        _copied(connection.settings_dict["NAME"], in_the_server(name))


def take(name: str) -> None:
    """Puts what is remembered in the place of the database of this process. What a flush numbered anew has its old
    numbers back."""
    ContentType.objects.clear_cache()
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(folder() / f"{name}.sqlite3")) as file:
            file.backup(connection.connection)
    else:
        _copied(in_the_server(name), connection.settings_dict["NAME"])


def in_the_server(name: str) -> str:
    """Under which name PostgreSQL remembers it."""
    return f"wuri_prepared_{name}"


def _copied(source: str, target: str) -> None:
    """PostgreSQL copies only what nobody is connected to."""
    connection.close()
    quote = connection.ops.quote_name
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {quote(target)} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {quote(target)} TEMPLATE {quote(source)} STRATEGY FILE_COPY")


@pytest.hookimpl(tryfirst=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """What was remembered goes with the run, also from a server that outlives it: the next may have another."""
    if hasattr(config, "workerinput"):
        return
    for done in folder().glob("*.postgresql"):
        with config.stash[blocking_manager_key].unblock(), connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(in_the_server(done.stem))}")
    shutil.rmtree(folder())
