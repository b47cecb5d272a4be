"""The typesetting process: `python -m applications.documents.child FD`. Imports once, forks for each sheet.

Why a process of its own: WeasyPrint and Pango can crash (SIGSEGV without fonts), run for minutes or take all
memory, and a threaded web process must not fork. This one has one thread and, before a fork, no Pango object.
Measured for the same five pages: 0.45 s a document this way, 1.15 s with a fresh process for each.

On the control socket it first sends its problems as JSON, then receives a packet for each sheet (forks.py).
End of file on the control socket ends it.
"""

import gc
import json
import os
import signal
import socket
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from . import probe

if TYPE_CHECKING:
    from .typesetter import Typesetter


def main(descriptor: int) -> None:
    """Tell the problems of this machine; where there are none, print sheets until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent too, which then closes the socket
    control = socket.socket(fileno=descriptor)
    problems = probe.libraries_and_fonts()
    if problems:
        control.send(json.dumps(problems).encode())
        return
    # Only now: without its libraries this import fails, without fonts it may kill the process.
    from . import forks, typesetter

    printer = typesetter.Typesetter()
    problems = printer.problems or _trial(forks.fork, printer)
    control.send(json.dumps(problems).encode())
    if not problems:
        gc.freeze()  # keeps the collector from touching, and so copying, the pages shared with each fork
        forks.Forks(control, printer).serve()


def _trial(fork: Callable[[Callable[[], None]], int], printer: "Typesetter") -> list[probe.Problem]:
    """Print a sample in a fork: it may crash, and it makes Pango objects."""
    reading, writing = os.pipe()

    def tell_missing_glyphs() -> None:
        os.write(writing, "、".join(printer.missing_glyphs(probe.SAMPLE)).encode())

    trial = fork(tell_missing_glyphs)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as answer:
        missing = answer.read()
    if code := os.waitstatus_to_exitcode(os.waitpid(trial, 0)[1]):
        return [("crash", str(code))]
    return [("glyphs", missing)] if missing else []


if __name__ == "__main__":
    main(int(sys.argv[1]))
