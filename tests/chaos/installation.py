"""The processes of one installation: web servers and workers on one database, killed and started again at will."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.jobs.processes import ROOT, Workshop
from tests.servers.ports import free_port

LONGEST_END_SECONDS = 5.0


class Installation(Workshop):
    """Web servers (granian, each with a child that serves) and workers; each is replaced as soon as it has died."""

    def __init__(self, folder: Path, url: str, *, mail_port: int, webs: int, workers: int) -> None:
        super().__init__(folder, url)
        self.mail_port = mail_port
        self.ports = [free_port() for _ in range(webs)]
        self.kills = 0
        self._workers = workers
        self._parts: dict[str, subprocess.Popen[bytes]] = {}
        self._log = (folder / "log").open("ab")

    def run(self, *arguments: str) -> str:
        """A management command to its end; what it printed."""
        command = [sys.executable, "-m", "django", *arguments]
        done = subprocess.run(command, env=self._environment(), cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def tend(self) -> None:
        """Start what does not run."""
        names = [f"web {port}" for port in self.ports] + [f"worker {n}" for n in range(self._workers)]
        for name in names:
            known = self._parts.get(name)
            if known is None or known.poll() is not None:
                self._parts[name] = self._begin(name)

    def kill_one(self, chosen: random.Random, kind: str = "") -> None:
        """SIGKILL to the whole process group of one, in the middle of whatever it does."""
        name = chosen.choice(sorted(name for name in self._parts if name.startswith(kind)))
        end(self._parts[name], signal.SIGKILL)
        self.kills += 1
        self.tend()

    def close(self) -> None:
        """End everything; the workers finish what they do."""
        for part in self._parts.values():
            if part.poll() is None:
                part.send_signal(signal.SIGTERM)
        for part in self._parts.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                part.wait(timeout=10)
            end(part, signal.SIGKILL)
        self._log.close()
        super().close()

    def _begin(self, name: str) -> subprocess.Popen[bytes]:
        kind, _space, port = name.partition(" ")
        command = [sys.executable, "-m", "django", "worker", "--poll=0.1"]
        if kind == "web":
            command = [
                sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", port,
                "--workers", "1", "--blocking-threads", "4", "--log-level", "error", "config.wsgi:application",
            ]  # fmt: skip
        # Should this process be killed, its own go with it.
        command = ["setpriv", "--pdeathsig", "KILL", "--", *command]
        return subprocess.Popen(
            command, env=self._environment(), cwd=ROOT, stdin=subprocess.DEVNULL,
            stdout=self._log, stderr=self._log, start_new_session=True,
        )  # fmt: skip

    def environment(self) -> dict[str, str]:
        """What its processes are started with."""
        return self._environment()

    def _environment(self) -> dict[str, str]:
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.chaos.settings",
            "DATABASE_URL": self.url,
            "WURI_VAR": str(self.folder / "var"),
            "CHAOS_MAIL_PORT": str(self.mail_port),
            "PYTHONPATH": str(ROOT),
        }


def end(part: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """The signal to a part and its children, which are a group of their own; then wait until all of them are gone:
    a child that still holds the port would keep the next one from it."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(part.pid, number)
    part.wait()
    until = time.monotonic() + LONGEST_END_SECONDS
    while time.monotonic() < until and is_there(part.pid):
        time.sleep(0.02)


def is_there(group: int) -> bool:
    """Whether a process of the group still runs; one that has ended and that nobody has asked after does not count."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, _parent, of_group = stat.read_text().rpartition(")")[2].split()[:3]
            if int(of_group) == group and state not in "ZX":
                return True
    return False
