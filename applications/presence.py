"""Who else is looking at a case: a mark that the page renews while it is open, and that expires by itself."""

from datetime import datetime, timedelta

from accounts.models import User

from .models import Application, Presence

# The page renews its mark every POLL seconds; someone who has closed it is gone after WHILE.
POLL = 30
WHILE = timedelta(seconds=100)
# Marks of last week tell nobody anything.
FORGOTTEN = timedelta(hours=12)


def mark(user: User, application: Application, now: datetime) -> None:
    """He looks at it now: one statement, whether he was there before or not."""
    mine = Presence(user=user, application=application, seen_at=now)
    Presence.objects.bulk_create(
        [mine], update_conflicts=True, unique_fields=["user", "application"], update_fields=["seen_at"]
    )


def forget_old(user: User, now: datetime) -> None:
    """His marks of long ago."""
    Presence.objects.filter(user=user, seen_at__lt=now - FORGOTTEN).delete()


def others(user: User, application: Application, now: datetime) -> list[str]:
    """The names of the other people who look at it now, in the order of their names: one query."""
    here = Presence.objects.filter(application=application, seen_at__gt=now - WHILE, seen_at__lte=now)
    return list(here.exclude(user=user).order_by("user__name", "user").values_list("user__name", flat=True))
