"""What a person sees of his grants: what is there, until when, how much of it is left, and why not."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils.timezone import localdate

from accounts.models import User
from applications.actions.begin_again import may_begin_again
from applications.models import Application, DeliveryMode
from workflow.models import Event
from workflow.states import State

from .collect import terms_of
from .downloads import Download, downloads_of
from .halting import halted
from .models import Copy, CopyStatus, Format, Grant, SandboxPlace, Way
from .refusals import AccessEnded, AgreementExpired, NotByDownload, NotCollectable
from .rules import Terms, obstacle

# All that a list needs, in one query; the fields of the data sets come in a second.
PARTS = (
    "application__case__applicant", "application__case__body", "application__case__provider",
    "application__dataset", "application__decision", "application__agreement",
)  # fmt: skip
SHOWN = 5
CAME_TO_NOTHING = (State.NOT_ACCEPTED, State.REFUSED, State.WITHDRAWN, State.LAPSED)
# Days before the agreement's end from which it is said that it comes near.
NEAR = 30


@dataclass(frozen=True)
class Item:
    """One grant on the page. `remarks` are the provider's words at delivery; `days` are left after today; `copies` are
    the person's own that can be fetched, or soon can; `sandbox` is where else the data are,
    `successor` what was last asked for as a renewal or an amendment."""

    grant: Grant
    terms: Terms
    obstacle: NotCollectable | None
    downloads: list[Download]
    remarks: str
    days: int
    now: datetime
    copies: list[Copy] = field(default_factory=list)
    sandbox: SandboxPlace | None = None
    successor: Application | None = None
    formats = tuple(Format.choices)

    @property
    def ends_soon(self) -> bool:
        """Whether it is time to think of what comes after; not for what has ended."""
        return not self.is_over and self.days <= NEAR

    @property
    def is_over(self) -> bool:
        return isinstance(self.obstacle, (AccessEnded, AgreementExpired))

    @property
    def may_be_renewed(self) -> bool:
        """Whether the page for it is of use; what stands against it is said there."""
        if self.is_over:
            return self.now < self.grant.ends_at + timedelta(days=settings.WURI_RENEWAL_DAYS_AFTER)
        return self.application.case.state in (State.IN_USE, State.SUSPENDED)

    @property
    def is_followed(self) -> bool:
        """Whether a renewal or an amendment is under way, or has been agreed."""
        return self.successor is not None and self.successor.case.state not in CAME_TO_NOTHING

    @property
    def may_begin_again(self) -> bool:
        """Whether it is time to apply once more, and possible."""
        return (self.ends_soon or self.is_over) and may_begin_again(self.application)

    @property
    def in_use(self) -> bool:
        """Whether the applicant may end the use himself (applications/actions/close.py)."""
        return self.application.case.state == State.IN_USE

    @property
    def application(self) -> Application:
        return self.grant.application

    @property
    def granted(self) -> list[str]:
        """The Chinese names of the granted columns, in their order."""
        titles = {field.name: field.title for field in self.application.dataset.fields.all()}
        return [titles.get(name, name) for name in self.grant.fields]

    @property
    def latest(self) -> list[Download]:
        return self.downloads[:SHOWN]

    @property
    def last_day(self) -> datetime:
        """The last moment that counts, for a date that reads as the agreement's last day."""
        return self.grant.last_day

    @property
    def mode(self) -> str:
        return str(DeliveryMode(self.terms.mode).label)

    @property
    def is_file(self) -> bool:
        return self.terms.mode == DeliveryMode.DOWNLOAD

    @property
    def may_enter(self) -> bool:
        """Whether there is a sandbox to have a secret for, now."""
        return self.sandbox is not None and self.sandbox.grant_id == self.grant.pk and self.is_connected

    @property
    def is_by_interface(self) -> bool:
        """Whether there are keys to be made, or to be looked at."""
        return self.terms.mode == DeliveryMode.API

    @property
    def is_connected(self) -> bool:
        """In use, but by an interface or a sandbox: nothing is wrong."""
        return isinstance(self.obstacle, NotByDownload)


def items(grants: Iterable[Grant], person: User, now: datetime) -> list[Item]:
    """The grants as a page shows them to a person; six queries however many there are."""
    grants = list(grants)
    keys = [grant.application_id for grant in grants]
    taken, remarks, copies = downloads_of(keys), remarks_of(keys), copies_of(grants, person, now)
    places, successors = sandboxes_of(grants), successors_of(keys)
    stopped = halted(grant.application.dataset_id for grant in grants)
    return [
        _item(
            grant, terms_of(grant, len(taken[grant.application_id]), stopped), taken[grant.application_id],
            remarks.get(grant.application_id, ""), copies[grant.pk],
            places.get(grant.pk) or places.get(grant.continues_id or 0), successors.get(grant.application_id), now,
        )
        for grant in grants
    ]  # fmt: skip


def successors_of(keys: Iterable[int]) -> dict[int, Application]:
    """The latest application that renews or amends each, once it is handed in: one query."""
    handed_in = Application.objects.filter(follows__in=list(keys), case__number__isnull=False).select_related("case")
    return {one.follows_id: one for one in handed_in.order_by("pk") if one.follows_id is not None}


def sandboxes_of(grants: Iterable[Grant]) -> dict[int, SandboxPlace]:
    """The sandbox of each grant, by the grant's key, and of those that they follow: one query."""
    keys = {key for grant in grants for key in (grant.pk, grant.continues_id) if key is not None}
    return {place.grant_id: place for place in SandboxPlace.objects.filter(grant__in=keys).select_related("secret_by")}


def copies_of(grants: Iterable[Grant], person: User, now: datetime) -> dict[int, list[Copy]]:
    """His copies of each grant, newest first: being prepared, failed within the day, or to be fetched."""
    found: dict[int, list[Copy]] = defaultdict(list)
    lately = Q(status=CopyStatus.PREPARING) | Q(status=CopyStatus.FAILED, asked_at__gt=now - timedelta(days=1))
    fetchable = Q(status=CopyStatus.READY, expires_at__gt=now)
    for copy in Copy.objects.filter(lately | fetchable, grant__in=grants, person=person, way=Way.DOWNLOAD).order_by(
        "-pk"
    ):
        found[copy.grant_id].append(copy)
    return found


def remarks_of(cases: Iterable[int]) -> dict[int, str]:
    """What the provider said when it delivered."""
    delivered = Event.objects.filter(case__in=list(cases), name="deliver").values_list("case", "facts")
    return {case: facts.get("remarks", "") for case, facts in delivered}


def _item(
    grant: Grant,
    terms: Terms,
    taken: list[Download],
    remarks: str,
    copies: list[Copy],
    place: SandboxPlace | None,
    successor: Application | None,
    now: datetime,
) -> Item:
    days = (localdate(grant.last_day) - localdate(now)).days
    return Item(grant, terms, obstacle(terms, now), taken, remarks, max(0, days), now, copies, place, successor)
