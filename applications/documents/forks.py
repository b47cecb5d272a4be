"""A fork with hard limits for each sheet: whatever a document does, only its own fork dies of it.

One fork always waits with its fonts open, so that a sheet need not wait for them. A packet on the control socket
carries two descriptors: a socket (the sheet comes in, b"P" + PDF or b"R" + JSON reasons goes out) and a pipe that gets
the exit code of the fork, negative for a signal.
"""

import json
import math
import os
import resource
import select
import signal
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from .limits import CPU_SECONDS, IDLE_SECONDS, MEMORY_MB, OPEN_FILES, WALL_SECONDS
from .sheet import Sheet
from .typesetter import Typesetter, Unprintable


def fork(work: Callable[[], None]) -> int:
    """Do `work` in a child that has limits and never returns; the child's process id."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        _limit_space()
        _limit_time(hard=False)
        work()
        code = 0
    except BaseException:  # nothing may unwind into the parent's loop
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(code)


def _limit_space() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MB << 20, MEMORY_MB << 20))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time(*, hard: bool) -> None:
    """From now on so many seconds; the signals end the process even inside C code."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, WALL_SECONDS)
    last = math.ceil(time.process_time()) + CPU_SECONDS  # SIGXCPU, a second later SIGKILL
    resource.setrlimit(resource.RLIMIT_CPU, (last, last + 1 if hard else resource.RLIM_INFINITY))


@dataclass
class Waiting:
    """A fork that is ready for a sheet, which comes through its door."""

    process: int
    door: socket.socket


class Forks:
    """Takes sheets from the control socket, has each printed by a fork, reports how each fork ended."""

    def __init__(self, control: socket.socket, typesetter: Typesetter) -> None:
        self.control = control
        self.typesetter = typesetter
        self.running: dict[int, int] = {}  # process id -> descriptor of its status pipe
        self.waiting: Waiting | None = None
        self.woken, self.wake = socket.socketpair()
        self.wake.setblocking(False)
        signal.signal(signal.SIGCHLD, lambda number, frame: None)
        signal.set_wakeup_fd(self.wake.fileno(), warn_on_full_buffer=False)

    def serve(self) -> None:
        """Until the parent closes its end, or nobody has asked for a while."""
        self.waiting = self._fork()
        while True:
            ready, _, _ = select.select([self.control, self.woken], [], [], IDLE_SECONDS)
            if self.woken in ready:
                self.woken.recv(4096)
                self._reap()
            if self.control in ready and not self._take():
                return
            if not ready and not self.running:
                return

    def _take(self) -> bool:
        message, descriptors, _, _ = socket.recv_fds(self.control, 16, 2)
        if not message:
            return False
        job, status = descriptors
        child = self._hand_over(job)
        os.close(job)  # only the fork holds it: its end is the parent's end of file
        if child:
            self.running[child] = status
        else:
            os.close(status)
        self.waiting = self._fork()
        return True

    def _hand_over(self, job: int) -> int:
        """The process id of the fork that has the job; 0 where none took it."""
        for waiting in (self.waiting, None):
            waiting = waiting or self._fork()
            self.waiting = None
            with waiting.door:
                try:
                    socket.send_fds(waiting.door, [b"job"], [job])
                    return waiting.process
                except OSError:  # it died while it waited
                    os.waitpid(waiting.process, 0)
        return 0

    def _fork(self) -> Waiting:
        door, theirs = socket.socketpair()
        with theirs:
            return Waiting(fork(lambda: self._wait(theirs, door)), door)

    def _reap(self) -> None:
        for child in list(self.running):
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                pipe = self.running.pop(child)
                os.write(pipe, str(os.waitstatus_to_exitcode(status)).encode())
                os.close(pipe)
        if self.waiting and os.waitpid(self.waiting.process, os.WNOHANG)[0]:
            self.waiting.door.close()
            self.waiting = None

    def _wait(self, door: socket.socket, others: socket.socket) -> None:
        """In the fork: make ready, wait for a job, print it."""
        signal.set_wakeup_fd(-1)
        for held in (self.control, self.woken, self.wake, others):
            held.close()
        for pipe in self.running.values():
            os.close(pipe)
        self.typesetter.make_ready()
        _, descriptors, _, _ = socket.recv_fds(door, 16, 1)
        if descriptors:  # else nobody asks any more
            _limit_time(hard=True)
            _print(self.typesetter, descriptors[0])


def _print(typesetter: Typesetter, job: int) -> None:
    with socket.socket(fileno=job) as talk, talk.makefile("rb") as message:
        talk.sendall(_answer(typesetter, message))


def _answer(typesetter: Typesetter, message: BinaryIO) -> bytes:
    try:
        return b"P" + typesetter.print(Sheet.from_message(message.read()))
    except Unprintable as refusal:
        reasons = refusal.reasons
    except MemoryError:
        reasons = [("limit", "memory")]
    except RecursionError:
        reasons = [("limit", "depth")]
    return b"R" + json.dumps(reasons).encode()
