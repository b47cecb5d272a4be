"""One round of the clock: all that happens because its moment has come (settings.WURI_SWEEPS, in that order).

Safe to run twice, late, or on several machines at once: each sweep looks at every row again under its lock.
"""

import logging
from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string

log = logging.getLogger("wuri.tick")


def tick(now: datetime) -> dict[str, int]:
    """Run every sweep; how much each did, by its name. A sweep that fails does not keep the others from running:
    it is logged, and the error is raised when all have had their turn."""
    done: dict[str, int] = {}
    failures: list[Exception] = []
    for path in settings.WURI_SWEEPS:
        name = path.rpartition(".")[2]
        try:
            done[name] = import_string(path)(now)
        except Exception as error:
            log.exception("sweep %s failed", name)
            failures.append(error)
    if failures:
        raise ExceptionGroup("some sweeps failed", failures)
    return done
