"""Someone wants to write an entry now: what the case's clocks, journal and orders say, each read once when asked."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils.timezone import localdate

from calendars.index import WorkdayIndex
from calendars.store import current_index, index_for
from workflow.models import OPEN, Case, Clock, Deadline, Event
from workflow.states import Capacity

from .models import Agreement, Decision, Review, SpotCheck, SupervisionOrder

REQUESTED, GRANTED, DENIED = "request_extension", "grant_extension", "deny_extension"
# Who has the case.
GIVING = ("claim", "assign", "reassign", "take_over")
LEADERS = frozenset({Capacity.DEPUTY_LEADER, Capacity.SUPERVISOR})
READ = ("nudge", REQUESTED, GRANTED, DENIED)


@dataclass
class Attempt:
    """`as_applicant`: the person acts for the applicant, not for the office. `leads`: he leads the office of the
    case or supervises it, and so may give its cases to others whoever has them."""

    case: Case
    actor_id: int | None
    as_applicant: bool
    now: datetime
    leads: bool = False

    def know(self, deadlines: list[Deadline], events: list[Event], agreement: Agreement | None = None) -> None:
        """What a page has read already is not read again."""
        self.__dict__["deadlines"] = deadlines
        if agreement:
            self.__dict__["agreement"] = agreement
        self.__dict__["entries"] = [event for event in events if event.name in READ]

    def know_decision(self, decision: Decision | None, review: Review | None) -> None:
        """The same of what was decided."""
        self.__dict__["decision"], self.__dict__["review"] = decision, review

    @property
    def today(self) -> date:
        return localdate(self.now)

    @cached_property
    def deadlines(self) -> list[Deadline]:
        return list(Deadline.objects.filter(case=self.case).order_by("pk"))

    @cached_property
    def entries(self) -> list[Event]:
        """Nudges and what was said about an extension, the oldest first."""
        return list(Event.objects.filter(case=self.case, name__in=READ).order_by("seq"))

    @cached_property
    def is_taken_over(self) -> bool:
        """Whether the case was last given to its handler by himself, as a leader; no query while nobody has it."""
        if self.case.handler_id is None:
            return False
        given = Event.objects.filter(case=self.case, name__in=GIVING).order_by("seq")
        return given.values_list("name", flat=True).last() == "take_over"

    @cached_property
    def orders(self) -> list[SupervisionOrder]:
        """The case's supervision orders that are not cleared, the oldest first."""
        return list(SupervisionOrder.objects.open().filter(case=self.case).select_related("deadline").order_by("pk"))

    @cached_property
    def decision(self) -> Decision:
        """The decision of a case that has one."""
        return Decision.objects.get(application=self.case.pk)

    @cached_property
    def review(self) -> Review | None:
        return Review.objects.filter(application=self.case.pk).first()

    @cached_property
    def is_drawn(self) -> bool:
        """Whether it was drawn and nobody has looked at it again yet."""
        return SpotCheck.objects.filter(application=self.case.pk, checked_at__isnull=True).exists()

    @property
    def index(self) -> WorkdayIndex:
        """The calendar that the case's latest clock goes by; read once a process, not once a page."""
        return index_for(self.deadlines[-1].calendar_version) if self.deadlines else current_index()

    @property
    def reply(self) -> Deadline | None:
        """The reply's clock while it is open."""
        return next((one for one in self.deadlines if one.clock == Clock.VALID_REPLY and one.status in OPEN), None)

    @property
    def request(self) -> Event | None:
        """The request for an extension, answered or not."""
        return next((entry for entry in self.entries if entry.name == REQUESTED), None)

    @property
    def request_is_answered(self) -> bool:
        return any(entry.name in (GRANTED, DENIED) for entry in self.entries)

    @cached_property
    def agreement(self) -> Agreement | None:
        """The case's agreement; asked for while it is to be signed."""
        return Agreement.objects.filter(application=self.case.pk).first()

    @property
    def order_to_answer(self) -> SupervisionOrder | None:
        return next((order for order in self.orders if order.awaits_answer), None)

    @property
    def order_to_clear(self) -> SupervisionOrder | None:
        """One that was answered, or whose clock has ended meanwhile."""
        settled = (o for o in self.orders if not o.awaits_answer or o.deadline.status not in OPEN)
        return next(settled, None)
