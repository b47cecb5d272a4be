"""Not now: what a handler raises when its time has not come, such as while a channel is out of order."""

from datetime import datetime

from jobs import clock


class Postponed(Exception):
    """The job waits until the aware moment `until`, for the reason given; this attempt does not count."""

    def __init__(self, until: datetime, because: str) -> None:
        super().__init__(because)
        self.until = clock.aware(until)
