"""The loop of a background worker: the rounds, one job after another, a short sleep when there is nothing."""

import logging
import time

from django.db import close_old_connections, connections

from jobs import lease, runner
from jobs.rounds import Rounds

log = logging.getLogger("jobs")

POLL_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 15.0


class Worker:
    """Works until it is told to stop; a job that has begun is finished first."""

    def __init__(self, *, poll: float = POLL_SECONDS) -> None:
        self.poll = poll
        self._rounds = Rounds()
        self._stopping = False
        self._troubles = 0

    def stop(self) -> None:
        """Stop after the job that is running; safe in a signal handler, since it sets a flag and no lock."""
        self._stopping = True

    def run(self) -> None:
        """Work until stop() is called. Errors are logged; a database that went away is waited for."""
        log.info("worker started")
        try:
            while not self._stopping:
                if not self._turn():
                    self._rest(self._pause())
        finally:
            connections.close_all()
        log.info("worker stopped")

    def _turn(self) -> bool:
        # True when there may be more to do at once.
        try:
            close_old_connections()
            self._rounds.walk()
            job = None if self._stopping else lease.claim()
            if job is not None:
                runner.execute(job)
        except Exception:
            self._troubles += 1
            log.exception("worker in trouble; it tries again in %.1f s", self._pause())
            return False
        self._troubles = 0
        return job is not None

    def _rest(self, seconds: float) -> None:
        # In short sleeps: stop() is seen between them.
        until = time.monotonic() + seconds
        while not self._stopping and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, self.poll))

    def _pause(self) -> float:
        return min(LONGEST_PAUSE_SECONDS, self.poll * 2.0 ** min(self._troubles, 10))
