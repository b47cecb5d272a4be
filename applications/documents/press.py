"""The parent's side of the typesetting process: start it, hand it sheets, turn every way of dying into a refusal."""

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from .limits import AT_ONCE, QUEUE_SECONDS, START_SECONDS, WALL_SECONDS
from .problems import in_words
from .refusals import RendererBusy, RendererCrashed, RendererUnavailable, RenderRefused, RenderTooCostly

ROOT = Path(__file__).resolve().parents[2]
# The child reads what strangers wrote: it gets what finds its libraries and fonts, and no secret of the settings.
ENVIRONMENT = {
    *("PATH", "HOME", "TMPDIR", "PYTHONPATH", "LD_LIBRARY_PATH"),
    *("FONTCONFIG_FILE", "FONTCONFIG_PATH", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_DATA_DIRS"),
    *("WURI_DOCUMENT_CPU_SECONDS", "WURI_DOCUMENT_WALL_SECONDS", "WURI_DOCUMENT_MEMORY_MB"),
}
LIMIT_SIGNALS = {-signal.SIGXCPU: "cpu", -signal.SIGALRM: "wall"}
GRACE_SECONDS = 5


class Press:
    """One typesetting process, started at the first sheet and again after it ended. Shared between threads."""

    def __init__(self) -> None:
        self._places = threading.BoundedSemaphore(AT_ONCE)
        self._starting = threading.Lock()
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def print(self, sheet: bytes) -> bytes:
        """The PDF of a sheet (Sheet.to_message); every failure is one of refusals.py."""
        with self._place():
            control = self._running()
            # Once more where the process had just ended for want of work, or was killed from outside.
            for again in (control, None):
                printed = _hand_over(sheet, again or self._running(instead_of=control))
                if printed is not None:
                    return printed
            raise RendererCrashed(None)

    def problems(self) -> list[str]:
        """Why this machine cannot typeset, in words; empty where it can."""
        try:
            self._running()
        except RendererUnavailable as refusal:
            return list(refusal.problems)
        return []

    def close(self) -> None:
        """End the process; the next sheet starts another."""
        with self._starting:
            self._stop()

    def forget(self) -> None:
        """After a fork, in the child: the process belongs to the parent, and locks may be held by nobody."""
        if self._control:
            self._control.close()
        self._places = threading.BoundedSemaphore(AT_ONCE)
        self._starting = threading.Lock()
        self._control = self._process = None

    @contextlib.contextmanager
    def _place(self) -> Iterator[None]:
        places = self._places
        if not places.acquire(timeout=QUEUE_SECONDS):
            raise RendererBusy
        try:
            yield
        finally:
            places.release()

    def _running(self, *, instead_of: socket.socket | None = None) -> socket.socket:
        """The control socket of a running process, other than one that was found dead."""
        with self._starting:
            if self._control is not None and self._control is not instead_of:
                return self._control
            self._stop()
            return self._start()

    def _start(self) -> socket.socket:
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "applications.documents.child", str(theirs.fileno())],
                cwd=ROOT,
                env={name: os.environ[name] for name in ENVIRONMENT & os.environ.keys()} | {"LANG": "C.UTF-8"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
            )
        problems = _greeting(self._control)
        if problems == []:
            return self._control
        code = self._stop()
        raise RendererUnavailable(in_words(problems or [("start", str(code))]))

    def _stop(self) -> int | None:
        """Close the control socket, which ends the process; its exit code."""
        control, process = self._control, self._process
        self._control = self._process = None
        if control:
            control.close()
        if process is None:
            return None
        try:
            return process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()


def _greeting(control: socket.socket) -> list[tuple[str, str]] | None:
    """The problems that a starting process tells; None where it died or stayed silent."""
    control.settimeout(START_SECONDS)
    with contextlib.suppress(OSError):
        if message := control.recv(1 << 16):
            return [(code, detail) for code, detail in json.loads(message)]
    return None


def _hand_over(sheet: bytes, control: socket.socket) -> bytes | None:
    """The PDF; None where nobody took the sheet."""
    ours, theirs = socket.socketpair()
    reading, writing = os.pipe()
    with ours, os.fdopen(reading, "rb"):
        with theirs:
            try:
                socket.send_fds(control, [b"sheet"], [theirs.fileno(), writing])
            except OSError:
                return None
            finally:
                os.close(writing)
        reply = _converse(ours, sheet)
        code = _exit_code(reading)
    return None if code is None and not reply else _judge(reply, code)


def _converse(talk: socket.socket, sheet: bytes) -> bytes:
    """Send the sheet, read the answer to its end; whatever came before the other side died or time was up."""
    deadline = time.monotonic() + WALL_SECONDS + GRACE_SECONDS
    parts: list[bytes] = []
    with contextlib.suppress(OSError):
        talk.settimeout(WALL_SECONDS)
        talk.sendall(sheet)
        talk.shutdown(socket.SHUT_WR)
        while (left := deadline - time.monotonic()) > 0:
            talk.settimeout(left)
            part = talk.recv(1 << 18)
            if not part:
                break
            parts.append(part)
    return b"".join(parts)


def _exit_code(status: int) -> int | None:
    # poll, not select: a web process may hold descriptors above 1024.
    waiting = select.poll()
    waiting.register(status, select.POLLIN)
    text = os.read(status, 16) if waiting.poll(GRACE_SECONDS * 1000) else b""
    return int(text) if text else None


def _judge(reply: bytes, code: int | None) -> bytes:
    """The PDF, or the refusal that belongs to the answer and the exit code."""
    if code in LIMIT_SIGNALS:
        raise RenderTooCostly(LIMIT_SIGNALS[code])
    if code != 0 or not reply:
        raise RendererCrashed(code)
    if reply[:1] == b"P":
        return reply[1:]
    reasons = [(str(kind), str(detail)) for kind, detail in json.loads(reply[1:])]
    if reasons[0][0] == "limit":
        raise RenderTooCostly(reasons[0][1])
    raise RenderRefused(reasons)
