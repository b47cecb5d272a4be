"""Starting real processes on a database of their own, watching them, and killing them."""

import os
import secrets
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

ROOT = Path(__file__).resolve().parents[2]


def until(question: Callable[[], Any], seconds: float = 20.0) -> Any:
    """The first true answer; fails when there is none in time."""
    give_up_at = time.monotonic() + seconds
    while not (answer := question()):
        assert time.monotonic() < give_up_at, f"not within {seconds} s"
        time.sleep(0.02)
    return answer


@contextmanager
def throwaway_postgresql_database(server: dict[str, Any]) -> Iterator[str]:
    """DATABASE_URL of an empty database on the server that the tests use (their settings of it)."""
    login = f"{quote(server['USER'])}:{quote(server['PASSWORD'])}@{server['HOST']}:{server['PORT']}"
    name = f"workshop_{secrets.token_hex(6)}"
    with psycopg.connect(f"postgresql://{login}/postgres", autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        try:
            yield f"postgresql://{login}/{name}"
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


class Workshop:
    """One folder, one database, and the processes that this test started."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self.url = url
        self._started: list[subprocess.Popen[str]] = []

    def manage(self, *arguments: str) -> None:
        """Run a management command to its end."""
        subprocess.run([sys.executable, "-m", "django", *arguments], env=self._environment(), cwd=ROOT, check=True)

    def migrate(self) -> None:
        """Make the tables."""
        self.manage("migrate", "--run-syncdb", "--verbosity=0")

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start a management command; what it prints is kept."""
        process = subprocess.Popen(
            [sys.executable, "-m", "django", *arguments],
            env=self._environment(),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._started.append(process)
        return process

    def worker(self) -> subprocess.Popen[str]:
        """A worker that looks for work often."""
        return self.start("worker", "--poll=0.05")

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What the database holds, seen by a connection of its own."""
        if self.url.startswith("sqlite"):
            with closing(sqlite3.connect(self.url.removeprefix("sqlite:///"), timeout=20)) as database:
                return database.execute(query).fetchall()
        with psycopg.connect(self.url) as server:
            return server.execute(query).fetchall()

    def states(self) -> list[str]:
        """The state of each job, in the order of their numbers."""
        return [state for (state,) in self.rows("SELECT state FROM jobs_job ORDER BY id")]

    def sent(self) -> list[str]:
        """The idempotency key of each send so far."""
        path = self.folder / "sent"
        return path.read_text().splitlines() if path.exists() else []

    def hold(self) -> None:
        """Let every send last until release()."""
        (self.folder / "hold").touch()

    def release(self) -> None:
        """Let the sends end."""
        (self.folder / "hold").unlink()

    def close(self) -> None:
        """End what still runs: first asked, so that a supervisor takes its children along."""
        running = [process for process in self._started if process.poll() is None]
        for process in running:
            process.send_signal(signal.SIGTERM)
        for process in running:
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        for process in self._started:
            if process.stdout:
                process.stdout.close()

    def _environment(self) -> dict[str, str]:
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.jobs.workshop.settings",
            "DATABASE_URL": self.url,
            "WORKSHOP": str(self.folder),
            "PYTHONPATH": str(ROOT),
        }
