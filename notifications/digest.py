"""The daily digest of supervision: on each working day at the opening, one mail to each supervisor who has something
to know; on other days, and where there is nothing, none."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.module_loading import import_string
from django.utils.timezone import localdate
from django.utils.translation import override

from accounts.models import Membership, Substitution, User
from accounts.roles import Role
from applications.models import Card, SupervisionOrder
from calendars.hours import opens_at
from calendars.store import current_index
from jobs import NewJob, enqueue_many
from workflow.models import Clock, Deadline, DeadlineStatus, Event

from .models import Digest, DigestKind, Preferences
from .sending import DIGEST
from .topics import Mail, Topic
from .wording import plain

TEMPLATE = "notifications/digest/digest.txt"
# The clocks that the office has to keep.
OFFICE = (Clock.VALID_REPLY, Clock.SEALING, Clock.DELIVERY, Clock.REVIEW)


@dataclass(frozen=True)
class Findings:
    """What a digest tells, across all departments: orders, requests and clocks, each with its case."""

    yellow: list[SupervisionOrder]
    red: list[SupervisionOrder]
    answered: list[SupervisionOrder]
    requests: list[Event]
    due_today: list[Deadline]
    overdue: int
    # What other packages have to tell (settings.WURI_DIGEST_PARTS), line by line.
    others: list[str]

    @property
    def nothing(self) -> bool:
        of_cases = self.yellow or self.red or self.answered or self.requests or self.due_today or self.overdue
        return not (of_cases or self.others)


def send_digests(now: datetime) -> int:
    """Write the digests of the day that are not written yet; returns how many. A second run finds none to write."""
    day, index = localdate(now), current_index()
    if not index.is_working_day(day) or now < opens_at(day):
        return 0
    told = Digest.objects.filter(kind=DigestKind.OVERSIGHT, day=day).values("recipient")
    readers = [user for user in supervisors_on(day).exclude(pk__in=told) if wants_it(user)]
    if not readers:
        return 0
    found = findings(day)
    return 0 if found.nothing else write(found, readers, day, now)


def wants_it(user: User) -> bool:
    """Unless he has chosen otherwise."""
    return Preferences.of(user).mail_about(Topic.OVERSIGHT) != Mail.NEVER


def supervisors_on(day: date) -> QuerySet[User]:
    """The supervisors of the competent authority and, for those who are away, their substitutes too."""
    posts = Membership.objects.on(day).filter(role=Role.SUPERVISOR, organisation__is_competent_authority=True)
    away = Substitution.objects.on(day).filter(user__in=posts.values("user")).values("substitute")
    wanted = Q(pk__in=posts.values("user")) | Q(pk__in=away)
    return User.objects.filter(wanted, is_active=True).order_by("pk")


def findings(day: date) -> Findings:
    """What stands open across all departments, and what falls due on the day: four queries."""
    orders = SupervisionOrder.objects.open().select_related("case__provider", "case__application__dataset")
    clocks = Deadline.objects.filter(clock__in=OFFICE, status=DeadlineStatus.RUNNING)
    open_orders = list(orders.order_by("pk"))
    return Findings(
        yellow=[order for order in open_orders if order.card == Card.YELLOW and order.awaits_answer],
        red=[order for order in open_orders if order.card == Card.RED],
        answered=[order for order in open_orders if not order.awaits_answer],
        requests=waiting_requests(),
        due_today=list(clocks.filter(due_on=day).select_related("case__provider").order_by("case")),
        overdue=clocks.filter(due_on__lt=day).count(),
        others=others(day),
    )


def others(day: date) -> list[str]:
    """What stands open beside applications, in the official language."""
    with override("zh-hans"):
        return [line for path in settings.WURI_DIGEST_PARTS for line in import_string(path)(day)]


def waiting_requests() -> list[Event]:
    """Requests for an extension that nobody has answered, while the reply is still owed."""
    owed = Deadline.objects.filter(clock=Clock.VALID_REPLY, status__in=[DeadlineStatus.RUNNING, DeadlineStatus.PAUSED])
    asked = Event.objects.filter(name="request_extension", case__in=owed.values("case"))
    answered = Event.objects.filter(name__in=["grant_extension", "deny_extension"]).values("case")
    return list(asked.exclude(case__in=answered).select_related("case__provider").order_by("pk"))


def write(found: Findings, readers: Iterable[User], day: date, now: datetime) -> int:
    """One row and one mail for each reader, in one transaction; a row that is there already is somebody else's."""
    subject, body = words(found, day)
    with transaction.atomic():
        made = []
        for user in readers:
            digest, is_new = Digest.objects.get_or_create(
                recipient=user,
                day=day,
                kind=DigestKind.OVERSIGHT,
                defaults={"subject": subject, "body": body, "created_at": now},
            )
            made += [digest] if is_new else []
        at = current_index().next_office_moment(now)
        enqueue_many(NewJob(DIGEST, {"digest": digest.pk}, key=f"digest:{digest.pk}", at=at) for digest in made)
    return len(made)


def words(found: Findings, day: date) -> tuple[str, str]:
    """Subject and body, in the official language."""
    values: dict[str, Any] = {"found": found, "day": day}
    with override("zh-hans"):
        subject, _line, body = plain(TEMPLATE, values).partition("\n")
    return subject.strip(), body.strip() + "\n"
