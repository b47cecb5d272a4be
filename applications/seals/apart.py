"""pyHanko runs a loop of its own for each signature and check, which it cannot where a thread already has one."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def apart(work: Callable[P, R], *args: P.args, **named: P.kwargs) -> R:
    """What `work` returns or raises, done in a thread of its own. It must keep its hands off the database."""
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="seals") as thread:
        return thread.submit(work, *args, **named).result()
