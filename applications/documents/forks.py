"""A fork with hard limits for each sheet: whatever a document does, only its own fork dies of it.

A packet on the control socket carries two descriptors: a socket (the sheet comes in, b"P" + PDF or b"R" + JSON
reasons goes out) and a pipe that gets the exit code of the fork, negative for a signal.
"""

import json
import os
import resource
import select
import signal
import socket
import sys
from collections.abc import Callable

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
        _limit()
        work()
        code = 0
    except BaseException:  # nothing may unwind into the parent's loop
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(code)


def _limit() -> None:
    """Hard limits on this process; the signals end it even inside C code."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, WALL_SECONDS)
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))  # SIGXCPU, a second later SIGKILL
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MB << 20, MEMORY_MB << 20))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class Forks:
    """Takes sheets from the control socket, forks for each, reports how each fork ended."""

    def __init__(self, control: socket.socket, typesetter: Typesetter) -> None:
        self.control = control
        self.typesetter = typesetter
        self.running: dict[int, int] = {}  # process id -> descriptor of its status pipe
        self.woken, self.wake = socket.socketpair()
        self.wake.setblocking(False)
        signal.signal(signal.SIGCHLD, lambda number, frame: None)
        signal.set_wakeup_fd(self.wake.fileno(), warn_on_full_buffer=False)

    def serve(self) -> None:
        """Until the parent closes its end, or nobody has asked for a while."""
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
        self.running[fork(lambda: self._print(job))] = status
        os.close(job)  # only the fork holds it: its end is the parent's end of file
        return True

    def _reap(self) -> None:
        for child in list(self.running):
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                pipe = self.running.pop(child)
                os.write(pipe, str(os.waitstatus_to_exitcode(status)).encode())
                os.close(pipe)

    def _print(self, job: int) -> None:
        signal.set_wakeup_fd(-1)
        for held in (self.control, self.woken, self.wake):
            held.close()
        with socket.socket(fileno=job) as talk, talk.makefile("rb") as message:
            talk.sendall(_answer(self.typesetter, message.read()))


def _answer(typesetter: Typesetter, message: bytes) -> bytes:
    try:
        return b"P" + typesetter.print(Sheet.from_message(message))
    except Unprintable as refusal:
        reasons = refusal.reasons
    except MemoryError:
        reasons = [("limit", "memory")]
    except RecursionError:
        reasons = [("limit", "depth")]
    return b"R" + json.dumps(reasons).encode()
