"""While workers and web servers are killed and the mail server sulks: is every message there exactly once?"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from operations import backups
from tests.chaos.installation import Installation
from tests.chaos.sinks import HookSink, MailSink
from tests.chaos.storm import Storm, check
from tests.jobs.processes import throwaway_postgresql_database

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True), pytest.mark.slow]


@contextmanager
def database_like_this(folder: Path) -> Iterator[tuple[str, Callable[[], None]]]:
    """A database with the tables of the test's own, and what lets it fail for a moment."""
    if connection.vendor == "sqlite":
        file = folder / "wuri.sqlite3"
        backups.copy_database(file)
        yield f"sqlite:///{file}", lambda: hold(file)
        return
    backups.copy_database(folder / "dump")
    with throwaway_postgresql_database(connection.settings_dict) as url:
        name = url.rpartition("/")[2]
        options = ("--no-owner", f"--dbname={name}", str(folder / "dump"))
        backups.postgresql("pg_restore", *options, database=connection.settings_dict)
        yield url, lambda: hang_up(url)


def hold(file: Path) -> None:
    """Somebody else keeps the one right to write for a moment."""
    with closing(sqlite3.connect(file, timeout=20)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.rollback()


def hang_up(url: str) -> None:
    """All connections end, as when the server is restarted."""
    with psycopg.connect(url) as other:
        other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                      "WHERE datname = current_database() AND pid <> pg_backend_pid()")  # fmt: skip


@pytest.fixture
def sinks() -> Iterator[tuple[MailSink, HookSink]]:
    mail, hook = MailSink(), HookSink()
    mail.start()
    hook.start()
    yield mail, hook
    mail.stop()
    hook.stop()


def test_every_message_is_there_exactly_once_whatever_was_killed(
    tmp_path: Path, sinks: tuple[MailSink, HookSink]
) -> None:
    mail, hook = sinks
    with (
        database_like_this(tmp_path) as (url, drop_database),
        closing(Installation(tmp_path, url, mail_port=mail.port, webs=1, workers=2)) as house,
    ):
        keys = [int(key) for key in house.run("chaos_seed", "10", hook.url).split()]
        house.tend()
        storm = Storm(house, mail, hook, drop_database, seed=5)
        report = storm.rage(keys, people=2, every=0.8, rate=8, blows=6)
        found = check(house, mail, hook)
    print(report, found)
    assert report.kills >= 2
    assert found["entries"] >= 38
