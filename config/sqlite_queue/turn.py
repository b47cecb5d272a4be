"""Whose turn it is to write: a queue of processes and threads on one lock file.

SQLite's own answer to a second writer is to sleep up to 100 ms and try again, without any order, so
that one process may starve while another writes thousands of times. flock(2) keeps a line instead:
whoever came first is woken first, and the kernel gives the lock back when its holder dies, even by
SIGKILL. The lock belongs to an open file, so every connection opens its own.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import weakref
from pathlib import Path

if sys.platform != "win32":
    import fcntl


class TurnDidNotCome(Exception):
    """Another writer kept the database too long; try again, and look for slow work inside atomic()."""


class WriterTurn:
    """One connection's place in the line for `path`; not shared between threads."""

    _fd: int | None = None
    _held = False

    def __init__(self, path: Path) -> None:
        self.path = path
        _every_turn.add(self)

    def take(self, timeout: float) -> None:
        """Wait for the turn, at most `timeout` seconds. Raises TurnDidNotCome, or OSError (no lock file)."""
        if sys.platform == "win32":
            return  # no flock(2): SQLite's busy handler remains, as without this backend
        fd = self._open()
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._held = True
        except BlockingIOError:
            self._stand_in_line(fd, timeout)

    def give_back(self) -> None:
        """Let the next writer in; nothing happens when the turn is not held."""
        if self._held and self._fd is not None:
            self._held = False
            fcntl.flock(self._fd, fcntl.LOCK_UN)

    def close(self) -> None:
        """Give the turn back and close the lock file."""
        self.give_back()
        self.forget()

    def __del__(self) -> None:
        # A web server's idle threads end without closing their connections.
        self.close()

    def forget(self) -> None:
        """Close this process's copy of the lock file; a forked child must not give back its parent's turn."""
        self._held = False
        if self._fd is not None:
            fd, self._fd = self._fd, None
            with contextlib.suppress(OSError):
                os.close(fd)

    def _open(self) -> int:
        if self._fd is None:
            mode = self.path.stat().st_mode & 0o666 if self.path.exists() else 0o600
            self._fd = os.open(f"{self.path}-writer", os.O_CREAT | os.O_RDWR, mode)
        return self._fd

    def _stand_in_line(self, fd: int, timeout: float) -> None:
        # flock() has no timeout, so a thread waits in it and this thread waits for that one.
        waiter = _Waiter(fd)
        try:
            waiter.wait(timeout)
        except BaseException:
            self._settle_with(waiter)
            raise
        if not self._settle_with(waiter):
            raise TurnDidNotCome

    def _settle_with(self, waiter: _Waiter) -> bool:
        self._held = not waiter.leave()
        if not self._held:
            self._fd = None  # the waiter closes it when its turn comes after all
        return self._held


class _Waiter:
    """A thread in the line. When nobody waits for it any more, it closes the file once its turn comes."""

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._mutex = threading.Lock()
        self._granted = threading.Event()
        self._abandoned = False
        threading.Thread(target=self._queue, name="sqlite-writer-turn", daemon=True).start()

    def wait(self, timeout: float) -> None:
        self._granted.wait(timeout)

    def leave(self) -> bool:
        """Leave the line; False when the turn has come, perhaps at the last moment, and is the caller's."""
        with self._mutex:
            self._abandoned = not self._granted.is_set()
            return self._abandoned

    def _queue(self) -> None:
        fcntl.flock(self._fd, fcntl.LOCK_EX)
        with self._mutex:
            if self._abandoned:
                os.close(self._fd)
            else:
                self._granted.set()


_every_turn: weakref.WeakSet[WriterTurn] = weakref.WeakSet()


def _forget_what_the_parent_holds() -> None:
    for turn in list(_every_turn):
        turn.forget()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_what_the_parent_holds)
