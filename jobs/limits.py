"""How long background work may take: settings and their defaults, and the wait before another attempt."""

import random
from datetime import timedelta

from django.conf import settings

LONGEST_WAIT = timedelta(hours=1)


def lease() -> timedelta:
    """How long a job belongs to a worker that gives no sign of life. WURI_JOBS_LEASE_SECONDS, default 30."""
    return timedelta(seconds=getattr(settings, "WURI_JOBS_LEASE_SECONDS", 30))


def kept() -> timedelta:
    """How long executed jobs stay before they are purged. WURI_JOBS_KEEP_DAYS, default 30."""
    return timedelta(days=getattr(settings, "WURI_JOBS_KEEP_DAYS", 30))


def wait_after(attempts: int) -> timedelta:
    """The wait before the next attempt, after `attempts` of them failed.

    5 s, 20 s, 80 s, 320 s, 21 min, 1 h, 1 h: eight attempts span 2.5 hours, so that a mail server may be
    down for a while. One fifth more or less at random, so that what failed together does not return
    together. The first wait is WURI_JOBS_RETRY_SECONDS.
    """
    first = getattr(settings, "WURI_JOBS_RETRY_SECONDS", 5)
    seconds = min(LONGEST_WAIT.total_seconds(), first * 4 ** (attempts - 1))
    return timedelta(seconds=seconds * random.uniform(0.8, 1.2))
