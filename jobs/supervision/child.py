"""One supervised program: a process group that dies with the supervisor and is replaced as a whole."""

import contextlib
import ctypes
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence

log = logging.getLogger("jobs")

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36  # linux/prctl.h
LONG_LIFE_SECONDS = 60.0
FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS = 0.5, 30.0

_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def adopt_orphans() -> None:
    """Make this process the parent of its children's orphans, so that destroy() can wait for them (Linux)."""
    if _libc:
        _libc.prctl(PR_SET_CHILD_SUBREAPER, 1)


class Child:
    """A program to keep running.

    It leads a process group, so that its own children go with it: a web server killed alone leaves
    workers that keep the port and serve old code. `at_parents_death` is the signal it gets from the
    kernel when the supervisor dies, even by SIGKILL (Linux).
    """

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        environment: Mapping[str, str],
        at_parents_death: signal.Signals,
    ) -> None:
        self.name = name
        self.deaths = 0
        self._command = list(command)
        self._environment = dict(environment)
        self._at_parents_death = at_parents_death
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._wait = 0.0
        self._may_start = 0.0

    def tend(self) -> None:
        """Start it if it does not run; after each early death the wait before the next start doubles."""
        if self._process is not None and self.has_ended():
            self._note_death(self.destroy())
        if self._process is None and time.monotonic() >= self._may_start:
            self._start()

    def has_ended(self) -> bool:
        """Whether it does not run. Its process id stays reserved until destroy(): no stranger can have it."""
        if self._process is None:
            return True
        try:
            ended = os.waitid(os.P_PID, self._process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            return True
        return ended is not None

    def ask_to_stop(self) -> None:
        """SIGTERM to the program alone; it tells its own children."""
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)

    def destroy(self) -> int | None:
        """SIGKILL to the whole group, then wait until nothing of it is left; the program's exit code."""
        process, self._process = self._process, None
        if process is None:
            return None
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        code = process.wait()
        _wait_for_group(process.pid)
        return code

    def _start(self) -> None:
        self._started = time.monotonic()
        self._process = subprocess.Popen(
            self._command,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=self._tie_to(os.getpid(), _libc) if _libc else None,
        )

    def _note_death(self, code: int | None) -> None:
        self.deaths += 1
        lived = time.monotonic() - self._started
        doubled = min(LONGEST_WAIT_SECONDS, self._wait * 2) or FIRST_WAIT_SECONDS
        self._wait = FIRST_WAIT_SECONDS if lived > LONG_LIFE_SECONDS else doubled
        self._may_start = time.monotonic() + self._wait
        log.error("%s ended with %s after %.1f s; again in %.1f s", self.name, code, lived, self._wait)

    def _tie_to(self, supervisor: int, libc: ctypes.CDLL) -> Callable[[], None]:
        death_signal = int(self._at_parents_death)

        def tie() -> None:
            libc.prctl(PR_SET_PDEATHSIG, death_signal)
            if os.getppid() != supervisor:  # it died before the tie held
                os._exit(1)

        return tie


def _wait_for_group(group: int) -> None:
    # Adopted orphans of the group are ours to wait for; elsewhere than on Linux init does it.
    while True:
        try:
            os.waitpid(-group, 0)
        except ChildProcessError:
            return
