"""Who does which job: names and the functions behind them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jobs.models import Job


class NameIsTaken(Exception):
    """Two handlers, or two pieces of periodic work, want the same name; rows in the database carry names."""


class NobodyHandlesIt(LookupError):
    """No handler has this name; it is misspelt, or its app has no module named `background`."""


@dataclass
class Handler:
    """Database effects, and before them, optionally, what leaves the database.

    `effects(job, result)` runs in one transaction with the job's completion. `external(job)` runs first,
    outside any transaction; its return value is `result` (None without it). It may run again after a
    crash: send job.idempotency_key along.
    """

    name: str
    effects: Callable[[Job, Any], None]
    external: Callable[[Job], Any] | None = None

    def __call__(self, job: Job, result: Any = None) -> None:
        self.effects(job, result)


_handlers: dict[str, Handler] = {}


def handler(name: str) -> Callable[[Callable[[Job, Any], None]], Handler]:
    """Register the decorated function to do the jobs called `name` ("app.verb"). Raises NameIsTaken."""

    def register(effects: Callable[[Job, Any], None]) -> Handler:
        if name in _handlers:
            raise NameIsTaken(name)
        _handlers[name] = Handler(name, effects)
        return _handlers[name]

    return register


def find(name: str) -> Handler:
    """The handler of jobs called `name`. Raises NobodyHandlesIt."""
    try:
        return _handlers[name]
    except KeyError:
        raise NobodyHandlesIt(name) from None


def names() -> list[str]:
    """Every registered name, sorted."""
    return sorted(_handlers)
