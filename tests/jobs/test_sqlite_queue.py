"""Do SQLite's writers queue, is nobody locked out, and does a dead one hold up nobody?"""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError
from django.db.utils import ConnectionHandler

from config.sqlite_queue.base import DatabaseWrapper, database_file
from config.sqlite_queue.turn import TurnDidNotCome, WriterTurn
from tests.jobs.processes import ROOT, Workshop, until

HOLD_FOR_EVER = (
    "import sys, time; from pathlib import Path; from config.sqlite_queue.turn import WriterTurn\n"
    "turn = WriterTurn(Path(sys.argv[1])); turn.take(5); print('mine', flush=True); time.sleep(60)"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the database is."""
    return tmp_path / "queue.sqlite3"


@pytest.fixture
def two(file: Path, django_db_blocker: Any) -> Iterator[list[DatabaseWrapper]]:
    """Two connections to one file, with patience for a tenth of a second."""
    options = {"timeout": 0.1, "transaction_mode": "IMMEDIATE", "init_command": "PRAGMA journal_mode=WAL"}
    settings = {"ENGINE": "config.sqlite_queue", "NAME": str(file), "OPTIONS": options}
    with django_db_blocker.unblock():
        pair: list[Any] = [ConnectionHandler({"default": settings})["default"] for _ in range(2)]
        yield pair
        for wrapper in pair:
            wrapper.close()


def begin(wrapper: DatabaseWrapper) -> None:
    wrapper.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def run(wrapper: DatabaseWrapper, statement: str) -> None:
    with wrapper.cursor() as cursor:
        cursor.execute(statement)


def test_eight_processes_write_fifty_transactions_each_and_none_is_told_that_it_is_locked(
    file_workshop: Workshop,
) -> None:
    shop = file_workshop
    shop.manage("write", "8", "50")
    assert shop.rows("SELECT number FROM workshop_counter") == [(400,)]
    writers = shop.rows("SELECT count(*) FROM workshop_effect GROUP BY attempt")
    assert writers == [(50,)] * 8


def test_a_writer_killed_with_the_turn_in_its_hands_holds_up_nobody(file: Path) -> None:
    command = [sys.executable, "-c", HOLD_FOR_EVER, str(file)]
    with (
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as holder,
        closing(WriterTurn(file)) as turn,
    ):
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"mine\n"
        with pytest.raises(TurnDidNotCome):
            turn.take(0.05)
        holder.kill()
        turn.take(5)


def test_a_writer_who_gave_up_waiting_is_skipped(file: Path) -> None:
    with closing(WriterTurn(file)) as first, closing(WriterTurn(file)) as second:
        first.take(1)
        for _ in range(3):
            with pytest.raises(TurnDidNotCome):
                second.take(0.02)
        first.give_back()
        until(lambda: "sqlite-writer-turn" not in [thread.name for thread in threading.enumerate()])
        second.take(1)
        with pytest.raises(TurnDidNotCome):
            first.take(0.02)


def test_a_forked_child_neither_keeps_nor_gives_back_its_parents_turn(file: Path) -> None:
    with closing(WriterTurn(file)) as parent, closing(WriterTurn(file)) as other:
        parent.take(1)
        pid = os.fork()
        if pid == 0:
            parent.close()
            os._exit(0)
        os.waitpid(pid, 0)
        with pytest.raises(TurnDidNotCome):
            other.take(0.05)
        parent.give_back()
        other.take(1)


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_a_thread_that_ends_leaves_no_open_file_behind(file: Path) -> None:
    def write_once() -> None:
        WriterTurn(file).take(1)

    write_once()
    before = open_files()
    for _ in range(5):
        thread = threading.Thread(target=write_once)
        thread.start()
        thread.join()
    # What this process opened before may be collected in between, so it may have fewer.
    assert open_files() <= before


def test_a_second_writer_is_told_after_its_timeout_and_may_try_again(two: list[DatabaseWrapper]) -> None:
    first, second = two
    begin(first)
    with pytest.raises(OperationalError, match="database is locked"):
        begin(second)
    first.commit()
    begin(second)
    second.rollback()


def test_readers_wait_for_nobody(two: list[DatabaseWrapper]) -> None:
    begin(two[0])
    run(two[1], "SELECT 1")


def test_a_commit_that_fails_keeps_the_turn_until_its_rollback(two: list[DatabaseWrapper], file: Path) -> None:
    first = two[0]
    run(first, "CREATE TABLE parent (id integer PRIMARY KEY)")
    run(first, "CREATE TABLE child (id integer REFERENCES parent(id) DEFERRABLE INITIALLY DEFERRED)")
    begin(first)
    run(first, "INSERT INTO child VALUES (1)")
    with pytest.raises(IntegrityError):
        first.commit()
    with closing(WriterTurn(file)) as next_in_line:
        with pytest.raises(TurnDidNotCome):
            next_in_line.take(0.05)
        first.rollback()
        next_in_line.take(1)


def test_a_connection_closed_in_its_transaction_gives_the_turn_back(two: list[DatabaseWrapper]) -> None:
    begin(two[0])
    two[0].close()
    begin(two[1])


def test_without_a_place_for_the_lock_file_writing_says_why(two: list[DatabaseWrapper], file: Path) -> None:
    run(two[0], "SELECT 1")
    Path(f"{file}-writer").mkdir()
    with pytest.raises(OperationalError, match=r"queue\.sqlite3-writer"):
        begin(two[0])


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("", None),
        (":memory:", None),
        ("file::memory:?cache=shared", None),
        ("file:memorydb_default?mode=memory&cache=shared", None),
        ("/srv/wuri.sqlite3", Path("/srv/wuri.sqlite3")),
        ("file:/srv/w%20u.sqlite3?mode=rw", Path("/srv/w u.sqlite3")),
    ],
)
def test_only_a_database_in_a_file_has_a_line(name: str, path: Path | None) -> None:
    assert database_file(name) == path


def test_links_lead_to_one_line(tmp_path: Path, file: Path) -> None:
    (tmp_path / "link").symlink_to(file)
    assert database_file(str(tmp_path / "link")) == file
