"""Handlers of a test's own, and the workshop: real workers on a database of their own."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection

from jobs import clock, registry, timetable
from tests.jobs.processes import Workshop, throwaway_postgresql_database

MONDAY = datetime(2026, 9, 28, 1, 0, tzinfo=UTC)


@pytest.fixture
def no_handlers(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty registry and an empty timetable, for this test alone."""
    monkeypatch.setattr(registry, "_handlers", {})
    monkeypatch.setattr(timetable, "_timetable", {})


@pytest.fixture
def monday() -> Iterator[clock.Journey]:
    """It is Monday 28 September 2026, 09:00 in Shanghai, until the test moves on."""
    with clock.travel(MONDAY) as journey:
        yield journey


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workshop's tables in an SQLite file, made once and copied by each test."""
    folder = tmp_path_factory.mktemp("migrated")
    with closing(Workshop(folder, f"sqlite:///{folder / 'workshop.sqlite3'}")) as shop:
        shop.migrate()
    return folder / "workshop.sqlite3"


@pytest.fixture
def file_workshop(tmp_path: Path, migrated_file: Path) -> Iterator[Workshop]:
    """On an SQLite file; its processes are gone afterwards."""
    file = shutil.copy(migrated_file, tmp_path)
    with closing(Workshop(tmp_path, f"sqlite:///{file}")) as shop:
        yield shop


@pytest.fixture
def workshop(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Workshop]:
    """On the kind of database that the tests run on; its processes and its database are gone afterwards."""
    if connection.vendor == "sqlite":
        yield request.getfixturevalue("file_workshop")
        return
    with (
        throwaway_postgresql_database(connection.settings_dict) as url,
        closing(Workshop(tmp_path, url)) as shop,
    ):
        shop.migrate()
        yield shop
