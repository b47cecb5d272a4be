"""Does a backup that was taken while people work come back whole, and does the move to PostgreSQL lose nothing?

Each runs real commands on databases of its own, which are copies of the test's."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import dj_database_url
import pytest
from django.core.files.base import ContentFile
from django.db import connection
from pytest_django import Settings

from operations import backups
from tests.factories import a_dataset, a_life, case_in, the_cast
from tests.jobs.processes import ROOT, Workshop, throwaway_postgresql_database
from workflow.models import Event

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True), pytest.mark.slow]


def manage(url: str, var: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "DATABASE_URL": url, "WURI_VAR": str(var), "DJANGO_SETTINGS_MODULE": "tests.chaos.settings",
        "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    command = [sys.executable, "-m", "django", *words]
    return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[str]:
    """DATABASE_URL of an empty database of the same kind."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'elsewhere.sqlite3'}"
        return
    with throwaway_postgresql_database(connection.settings_dict) as url:
        yield url


@pytest.fixture
def documents(settings: Settings, tmp_path: Path) -> Path:
    """A folder of documents of this test's own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = settings.STORAGES | {
        "default": settings.STORAGES["default"] | {"OPTIONS": {"location": str(tmp_path / "media")}}
    }
    return tmp_path / "media"


def test_a_backup_taken_at_work_comes_back_whole(tmp_path: Path, elsewhere: str, documents: Path) -> None:
    case_in("refused")
    before, over = Event.objects.count(), threading.Event()
    worker = threading.Thread(target=act_until, args=(over,))
    if connection.vendor == "postgresql":  # SQLite's database of the tests is in memory, of one thread
        worker.start()
    try:
        backups.back_up(tmp_path / "backup", documents)
    finally:
        over.set()
    if worker.ident:
        worker.join()
    done = manage(elsewhere, tmp_path / "var2", "restore", str(tmp_path / "backup"))
    assert done.returncode == 0, done.stderr
    assert "核对无误" in done.stdout
    assert "时限核对一致" in done.stdout
    assert rows(elsewhere, "SELECT count(*) FROM workflow_event") >= before
    # People go on after the backup: what its database speaks of is what has to be there.
    spoken_of = every_row(elsewhere, "SELECT file FROM applications_attachment")
    assert spoken_of
    assert not [name for (name,) in spoken_of if not (tmp_path / "var2" / "media" / name).is_file()]
    again = manage(elsewhere, tmp_path / "var3", "restore", str(tmp_path / "backup"))
    assert again.returncode == 1
    assert "not empty" in again.stderr


def act_until(over: threading.Event) -> None:
    """One life after another, in a thread of its own."""
    cast = the_cast()
    dataset = a_dataset(cast.provider)
    try:
        while not over.is_set():
            life = a_life(cast=cast, dataset=dataset)
            life.do("submit")
            life.do("not_accept")
    finally:
        connection.close()


def every_row(url: str, query: str) -> list[tuple[Any, ...]]:
    with closing(Workshop(Path(), url)) as shop:
        return shop.rows(query)


def rows(url: str, query: str) -> int:
    return int(every_row(url, query)[0][0])


def test_a_changed_backup_is_refused(tmp_path: Path, elsewhere: str) -> None:
    backups.back_up(tmp_path / "backup", tmp_path / "none")
    manifest = json.loads((tmp_path / "backup" / "manifest.json").read_text())
    (tmp_path / "backup" / "media.tar").write_bytes(ContentFile(b"other").read())
    with pytest.raises(backups.BackupRefused, match=r"media\.tar"):
        backups.read(tmp_path / "backup")
    assert set(manifest["files"]) == {backups.FILE_OF[connection.vendor], "media.tar"}


@pytest.mark.postgresql
def test_every_row_arrives_and_what_is_filled_is_refused(tmp_path: Path) -> None:
    """The move itself, from one PostgreSQL to another: the tables come from a copy instead of from migrations."""
    backups.copy_database(tmp_path / "empty")
    case_in("refused")
    with throwaway_postgresql_database(connection.settings_dict) as url:
        place = dict(dj_database_url.parse(url))
        backups.postgresql(
            "pg_restore", "--no-owner", f"--dbname={place['NAME']}", str(tmp_path / "empty"), database=place
        )
        here = place | {"NAME": connection.settings_dict["NAME"]}
        source = "postgresql://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**here)
        done = manage(source, tmp_path, "chaos_move", url)
        assert done.returncode == 0, done.stderr
        moved = dict(line.split() for line in done.stdout.splitlines())
        assert int(moved["workflow_event"]) == Event.objects.count() == rows(url, "SELECT count(*) FROM workflow_event")
        assert int(moved["applications_attachment"]) == rows(url, "SELECT count(*) FROM applications_attachment") > 0
        again = manage(source, tmp_path, "chaos_move", url)
        assert again.returncode == 1
        assert "not empty" in again.stderr


@pytest.mark.postgresql
@pytest.mark.skipif("WURI_WHOLE" not in os.environ, reason="migrates two databases: make prove")
def test_moving_from_sqlite_loses_nothing(tmp_path: Path) -> None:
    """A SQLite installation with cases in every direction, moved into an empty PostgreSQL by the command."""
    source = f"sqlite:///{tmp_path / 'old.sqlite3'}"
    assert manage(source, tmp_path, "migrate", "--verbosity=0").returncode == 0
    made = manage(source, tmp_path, "chaos_seed", "3", "http://127.0.0.1:1/")
    assert made.returncode == 0, made.stderr
    with throwaway_postgresql_database(connection.settings_dict) as url:
        done = manage(source, tmp_path, "move_to_postgresql", url)
        assert done.returncode == 0, done.stderr
        assert "核对无误" in done.stdout
        for table in ("workflow_case", "applications_attachment", "accounts_user", "django_content_type"):
            query = f"SELECT count(*) FROM {table}"
            assert rows(url, query) == rows(source, query) > 0
        more = manage(url, tmp_path, "chaos_seed", "1", "http://127.0.0.1:1/")
        assert more.returncode == 1, "the place outside has its name already"
        assert "duplicate key" in more.stderr
        again = manage(source, tmp_path, "move_to_postgresql", url)
        assert again.returncode == 1
        assert "目标数据库中已有办件" in again.stderr
