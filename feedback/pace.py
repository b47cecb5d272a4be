"""How much one person may hand in on a day: feedback is for people, not for programs."""

from datetime import datetime, timedelta

from accounts.models import User

from .models import Matter
from .refusals import TooMany

A_DAY = timedelta(days=1)
MOST = 20


def no_more_than_a_days_share(user: User, now: datetime) -> None:
    """Raises TooMany: one query."""
    if Matter.objects.filter(author=user, received_at__gt=now - A_DAY).count() >= MOST:
        raise TooMany(most=MOST)
