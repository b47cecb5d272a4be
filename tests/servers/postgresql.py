"""Runs a command beside a PostgreSQL of its own, which is gone afterwards.

    python -m tests.servers.postgresql pytest -m "both or postgresql"

DATABASE_URL names the server in the command's environment, so that Django finds it before anything else is
read, and pytest's workers share the one server. A DATABASE_URL that is already given is used as it is.
"""

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.servers.ports import free_port

INSTALLED = Path("/usr/lib/postgresql")
ROLE = "wuri"
START_SECONDS = 30
# The data live for minutes and are thrown away: nothing has to survive a power cut.
UNSAFE_AND_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")
# What is committed survives the death of the server, though not of the machine.
SAFE_FROM_KILLS = ("fsync=off", "synchronous_commit=on", "max_connections=60")


class ServerDidNotStart(RuntimeError):
    """PostgreSQL could not be started; what it said last follows."""


def newest_binaries() -> Path:
    """The folder of the newest installed server's programs."""
    versions = [folder for folder in INSTALLED.glob("*/bin") if (folder / "postgres").exists()]
    if not versions:
        raise ServerDidNotStart(f"No PostgreSQL under {INSTALLED}; the Debian package is named postgresql.")
    return max(versions, key=lambda folder: float(folder.parent.name))


def owner() -> dict[str, Any]:
    """How a child process becomes its owner: PostgreSQL refuses root, who hands over to postgres."""
    return {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}


def initialise(binaries: Path, home: Path, password: str) -> None:
    """An empty cluster in `home`/data. Not even another user of this machine gets in without the password."""
    password_file = home / "password"
    password_file.write_text(password)
    if os.geteuid() == 0:
        for path in (home, password_file):
            shutil.chown(path, "postgres", "postgres")
    command = [
        str(binaries / "initdb"),
        f"--pgdata={home / 'data'}",
        f"--username={ROLE}",
        f"--pwfile={password_file}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    ]
    made = subprocess.run(command, cwd=home, capture_output=True, text=True, check=False, **owner())
    if made.returncode:
        raise ServerDidNotStart(made.stdout + made.stderr)


def start(binaries: Path, home: Path, port: int, settings: Sequence[str] = UNSAFE_AND_QUICK) -> subprocess.Popen[bytes]:
    """The server as a child that is shut down by the kernel should this process be killed."""
    options = [
        "listen_addresses=127.0.0.1",
        f"port={port}",
        f"unix_socket_directories={home}",
        *settings,
    ]
    command = ["setpriv", "--pdeathsig", "QUIT", "--", str(binaries / "postgres"), "-D", str(home / "data")]
    for option in options:
        command += ["-c", option]
    with (home / "log").open("wb") as log:
        return subprocess.Popen(command, cwd=home, stdout=log, stderr=log, **owner())


def wait_until_ready(binaries: Path, home: Path, port: int, server: subprocess.Popen[bytes]) -> None:
    question = [str(binaries / "pg_isready"), "--quiet", "--host=127.0.0.1", f"--port={port}"]
    give_up_at = time.monotonic() + START_SECONDS
    while subprocess.run(question, check=False).returncode:
        if server.poll() is not None or time.monotonic() > give_up_at:
            raise ServerDidNotStart((home / "log").read_text(errors="replace"))
        time.sleep(0.1)


def stop(server: subprocess.Popen[bytes]) -> None:
    """At once: there is nothing to save."""
    server.send_signal(signal.SIGQUIT)
    try:
        server.wait(timeout=20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


@contextmanager
def throwaway_postgresql() -> Iterator[str]:
    """A running server's DATABASE_URL; the server and its folder are gone afterwards, whatever happened."""
    binaries, port, password = newest_binaries(), free_port(), secrets.token_hex(16)
    home = Path(tempfile.mkdtemp(prefix="wuri-postgresql-"))
    server = None
    try:
        initialise(binaries, home, password)
        server = start(binaries, home, port)
        wait_until_ready(binaries, home, port, server)
        yield f"postgresql://{ROLE}:{password}@127.0.0.1:{port}/postgres"
    finally:
        if server:
            stop(server)
        shutil.rmtree(home, ignore_errors=True)


class Restartable:
    """A server that can be killed and started again on the same data."""

    def __init__(self, binaries: Path, home: Path, port: int, url: str) -> None:
        self.url = url
        self._place = (binaries, home, port)
        self.start()

    def start(self) -> None:
        self._server = start(*self._place, SAFE_FROM_KILLS)
        wait_until_ready(*self._place, self._server)

    def restart(self) -> None:
        """At once, in the middle of whatever its clients do; it recovers from its log."""
        stop(self._server)
        self.start()

    def stop(self) -> None:
        stop(self._server)


@contextmanager
def restartable_postgresql() -> Iterator[Restartable]:
    """A running server of this process's own, gone afterwards."""
    binaries, port, password = newest_binaries(), free_port(), secrets.token_hex(16)
    home = Path(tempfile.mkdtemp(prefix="wuri-postgresql-"))
    server = None
    try:
        initialise(binaries, home, password)
        server = Restartable(binaries, home, port, f"postgresql://{ROLE}:{password}@127.0.0.1:{port}/postgres")
        yield server
    finally:
        if server:
            server.stop()
        shutil.rmtree(home, ignore_errors=True)


def run(command: Sequence[str]) -> int:
    """Run the command with DATABASE_URL and return its exit code."""
    if os.environ.get("DATABASE_URL"):
        return subprocess.run(command, check=False).returncode
    with throwaway_postgresql() as url:
        return subprocess.run(command, check=False, env=os.environ | {"DATABASE_URL": url}).returncode


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(run(sys.argv[1:]))
