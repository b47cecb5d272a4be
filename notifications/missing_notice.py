"""Next year's holiday notice is not there yet: from 15 October the system administrators are reminded of it once a
week, from 15 December the supervisors too. The earlier notices came out between 25 October and 8 December."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import override

from accounts.models import Membership, User
from accounts.roles import Role
from calendars.hours import opens_at
from calendars.store import current_index
from jobs import enqueue_many

from .models import Message
from .sending import mail_job
from .topics import Topic
from .wording import plain

KIND = "missing_notice"
TEMPLATE = "calendar/missing_notice.txt"
ASKED_FROM, PRESSED_FROM = (10, 15), (12, 15)  # month and day


@dataclass(frozen=True)
class Want:
    """The year without a notice, and who is to be reminded of it."""

    year: int
    roles: tuple[Role, ...]


def want(today: date, covered_until: int) -> Want | None:
    """What is missing on a day when notices cover all years up to `covered_until`; None while nothing is."""
    if covered_until < today.year:  # the year has begun without its notice
        return Want(today.year, (Role.SYSADMIN, Role.SUPERVISOR))
    if covered_until > today.year or (today.month, today.day) < ASKED_FROM:
        return None
    pressing = (today.month, today.day) >= PRESSED_FROM
    return Want(today.year + 1, (Role.SYSADMIN, Role.SUPERVISOR) if pressing else (Role.SYSADMIN,))


def remind(now: datetime) -> int:
    """Write the week's messages that are still to be written, in office hours; returns how many. May run twice."""
    today, index = localdate(now), current_index()
    wanted = want(today, index.firm_until.year)
    if wanted is None or not index.is_working_day(today) or now < opens_at(today):
        return 0
    week = today.isocalendar()
    number = week.year * 100 + week.week
    told = Message.objects.filter(case__isnull=True, kind=KIND, seq=number).values("recipient")
    waiting = _holders(wanted.roles, today).exclude(pk__in=told)
    return sum(_tell(user, wanted, number, now) for user in waiting)


def _holders(roles: tuple[Role, ...], today: date) -> QuerySet[User]:
    posts = Membership.objects.on(today).filter(role__in=roles)
    return User.objects.filter(pk__in=posts.values("user"), is_active=True).order_by("pk")


def _tell(user: User, wanted: Want, number: int, now: datetime) -> bool:
    """One message and its mail; False where another worker was quicker."""
    sysadmin = user.memberships.filter(role=Role.SYSADMIN, until__isnull=True).exists()
    with override("zh-hans"):
        text = plain(TEMPLATE, {"year": wanted.year, "sysadmin": sysadmin})
    subject, _line, body = text.partition("\n")
    try:
        with transaction.atomic():
            message = Message.objects.create(
                recipient=user,
                case=None,
                seq=number,
                kind=KIND,
                topic=Topic.SYSTEM,
                subject=subject.strip(),
                body=body.strip() + "\n",
                path=reverse("notices") if sysadmin else reverse("calendar", args=[wanted.year]),
                created_at=now,
            )
            enqueue_many([mail_job(message.pk)])
    except IntegrityError:
        return False
    return True
