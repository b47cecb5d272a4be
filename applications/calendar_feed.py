"""Private calendar addresses: signed, one for each person, revocable; and the deadlines that such a feed holds."""

from datetime import datetime
from secrets import compare_digest, token_hex

from django.core.signing import BadSignature, Signer
from django.db.models import QuerySet

from accounts.models import User
from workflow import access, worklist
from workflow.models import Deadline, DeadlineStatus

from .models import CalendarFeed

SIGNER = Signer(salt="wuri.calendar-feed", sep=".")


def token_of(user: User) -> str:
    """The token in the person's address; empty while he has none."""
    feed = CalendarFeed.objects.filter(user=user).first()
    return SIGNER.sign(f"{user.pk}-{feed.secret}") if feed else ""


def renew(user: User, now: datetime) -> str:
    """A new address; the old one, if there was one, is dead from now on."""
    CalendarFeed.objects.update_or_create(user=user, defaults={"secret": token_hex(16), "made_at": now})
    return token_of(user)


def revoke(user: User) -> None:
    """No address any more."""
    CalendarFeed.objects.filter(user=user).delete()


def user_of(token: str) -> User | None:
    """Whose feed it is; None for a forged or revoked token, and for a person who may no longer sign in."""
    try:
        key, _dash, secret = SIGNER.unsign(token).partition("-")
    except BadSignature:
        return None
    feed = CalendarFeed.objects.select_related("user").filter(user_id=int(key)).first() if key.isdecimal() else None
    if feed is None or not feed.user.is_active or not compare_digest(feed.secret, secret):
        return None
    return feed.user


def deadlines_of(user: User) -> QuerySet[Deadline]:
    """Running deadlines of what he has applied for, of what he handles, and of what is on his work list."""
    posts = list(user.memberships.filter(until__isnull=True))
    running = Deadline.objects.filter(status=DeadlineStatus.RUNNING, due_on__isnull=False)
    office = access.as_officer(user).values("pk")
    own = running.filter(case__in=access.as_applicant(user).values("pk"))
    handled = running.filter(case__in=office, case__handler=user)
    waiting = running.filter(case__in=office).filter(case__in=worklist.case_ids_for(user, posts))
    found = (own | handled | waiting).distinct()
    return found.select_related("case__application__dataset").order_by("due_on", "pk")
