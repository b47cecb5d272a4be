"""To which request and which case does a line of the log belong? What is known here and now, for every line.

with trace.follow(request="9f3c..."):
    trace.note(case="2026-0001")        # known from here on, until the block ends
    log.info("...")                     # JsonLines writes both with the line
"""

import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from uuid import uuid4

WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{8,64}")
# What logging itself puts on a record; everything else was given by `extra`.
PLAIN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}

_known: ContextVar[dict[str, str] | None] = ContextVar("jobs_trace", default=None)


def known() -> dict[str, str]:
    """What is known of the present request or job."""
    return dict(_known.get() or {})


def request_id() -> str:
    """The request that this began with; "" outside every request."""
    return (_known.get() or {}).get("request", "")


@contextmanager
def follow(**facts: str) -> Iterator[None]:
    """Begin afresh with these facts; what was known before is known again afterwards."""
    token = _known.set({name: value for name, value in facts.items() if value})
    try:
        yield
    finally:
        _known.reset(token)


def note(**facts: str) -> None:
    """Add facts to what is known; nothing outside a block of follow(), where nobody would take them back."""
    present = _known.get()
    if present is not None:
        present.update({name: value for name, value in facts.items() if value})


def taken_over(given: str) -> str:
    """The id that a proxy gave the request, if it is one; else a new one."""
    return given if WELL_FORMED.fullmatch(given) else uuid4().hex


class JsonLines(logging.Formatter):
    """One JSON object a line: time (UTC), level, logger, message, what is known, and what the line itself adds."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; what cannot be written as JSON is written as its text."""
        said: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "process": record.process,
            **known(),
            **{name: value for name, value in vars(record).items() if name not in PLAIN},
        }
        if record.exc_info:
            said["error"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False, default=str)
