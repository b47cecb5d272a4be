"""The supervisor: starts the group, restarts what dies, stops it as one and leaves nothing behind."""

import signal
import time
from collections.abc import Callable, Sequence
from types import FrameType

from jobs.supervision.child import Child, adopt_orphans

STOP_SECONDS = 15.0
START_SECONDS = 90.0
START_DEATHS = 3
STEP_SECONDS = 0.2


class Group:
    """Children to keep running; the first is the web server, which `answers()` is about."""

    def __init__(self, children: Sequence[Child], answers: Callable[[], bool], when_ready: Callable[[], None]) -> None:
        self._children = list(children)
        self._answers = answers
        self._when_ready = when_ready
        self._requests_to_stop = 0

    def run(self) -> bool:
        """Run until SIGTERM, SIGINT or SIGHUP; False when the web server never came to answer.

        A second signal kills at once what has not yet stopped.
        """
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._request_stop)
        adopt_orphans()
        try:
            started = self._start()
            while started and not self._requests_to_stop:
                self._tend()
            self._stop()
        finally:
            for child in self._children:
                child.destroy()
        return started

    def _start(self) -> bool:
        # True as well when it was told to stop meanwhile: that is no failure.
        until = time.monotonic() + START_SECONDS
        web = self._children[0]
        while not self._requests_to_stop:
            self._tend()
            if self._answers():
                self._when_ready()
                return True
            if web.deaths >= START_DEATHS or time.monotonic() > until:
                return False
        return True

    def _tend(self) -> None:
        for child in self._children:
            child.tend()
        time.sleep(STEP_SECONDS)

    def _stop(self) -> None:
        for child in self._children:
            child.ask_to_stop()
        until = time.monotonic() + STOP_SECONDS
        while time.monotonic() < until and self._requests_to_stop < 2:
            if all(child.has_ended() for child in self._children):
                return
            time.sleep(STEP_SECONDS / 4)

    def _request_stop(self, number: int, frame: FrameType | None) -> None:
        self._requests_to_stop += 1
