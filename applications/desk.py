"""An officer's place of work: his posts, the cases in his reach, and what he may do with each of a whole page."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.utils.timezone import localdate

from accounts.models import Membership, Organisation, User
from accounts.roles import OFFICER_ROLES, Role
from calendars.index import WorkdayIndex
from calendars.store import current_index
from workflow import access, worklist
from workflow.models import Case, Consultation
from workflow.rights import CaseFile, Post, capacities
from workflow.states import TURN, Capacity, State

from .office_clock import Clocked, Lamps, lamps_on, with_clock

DEPARTMENT_ROLES = frozenset(role.value for role in OFFICER_ROLES - {Role.SUPERVISOR})
HANDLERS_TURN = [state.value for state, capacity in TURN.items() if capacity == Capacity.HANDLER]
OVERSIGHT_ROLES = frozenset({Role.SUPERVISOR.value, Role.AUDITOR.value})


@dataclass(frozen=True)
class Desk:
    """One officer on one day. `memberships` are those in force, with their organisations."""

    user: User
    memberships: tuple[Membership, ...]
    today: date
    index: WorkdayIndex
    lamps: Lamps

    @cached_property
    def roles(self) -> frozenset[str]:
        return frozenset(membership.role for membership in self.memberships)

    @cached_property
    def departments(self) -> list[Organisation]:
        """The departments he works for, each once, by name; supervision is not work for a department."""
        found = {m.organisation_id: m.organisation for m in self.memberships if m.role in DEPARTMENT_ROLES}
        return sorted(found.values(), key=lambda department: department.name)

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        return tuple(
            Post(self.user.pk, m.organisation_id, m.role, m.organisation.is_competent_authority)
            for m in self.memberships
        )

    @property
    def oversees(self) -> bool:
        """Whether he looks across departments."""
        return bool(self.roles & OVERSIGHT_ROLES)

    @property
    def may_press(self) -> bool:
        """Whether he may remind departments and give their cases to other officers."""
        return any(post.role == Role.SUPERVISOR and post.in_authority for post in self.posts)

    def visible(self) -> Clocked:
        """All cases he may open as an officer, with the clock that counts."""
        return with_clock(access.as_officer(self.user))

    def of_departments(self) -> Clocked:
        """Those of his departments, and those his departments were asked about."""
        asked = Consultation.objects.filter(case=OuterRef("pk"), department__in=self.departments)
        return self.visible().filter(Q(provider__in=self.departments) | Exists(asked))

    def work(self) -> Clocked:
        """What waits for him: the cases on his work list, and a handler's step in a case that he has taken over."""
        mine = Q(pk__in=worklist.case_ids_for(self.user, self.memberships, self.today))
        if Role.DEPUTY_LEADER in self.roles:
            mine |= Q(handler=self.user, state__in=HANDLERS_TURN)
        return self.visible().filter(mine)

    def capacities_in(self, case: Case, consulted: Collection[int] = ()) -> frozenset[Capacity]:
        """His capacities towards one case, without a query; `consulted` are the departments still asked."""
        file = CaseFile(
            State(case.state), case.applicant_id, case.body_id, case.provider_id, case.assessor_id,
            frozenset(consulted), case.handler_id,
        )  # fmt: skip
        return capacities(self.user.pk, self.posts, file)

    def has_the_turn(self, case: Case, consulted: Collection[int] = ()) -> bool:
        """Whether the next step of the case is his to take; an assessor does not decide on his own assessment."""
        if case.state == State.DECIDING and case.assessor_id == self.user.pk:
            return False
        return TURN.get(State(case.state)) in self.capacities_in(case, consulted)


def desk_of(user: User, now: datetime) -> Desk:
    """The officer's desk; 404 for everyone who holds no office. Three queries."""
    memberships = tuple(access.posts_of(user).select_related("organisation").order_by("pk"))
    if not {membership.role for membership in memberships} & (DEPARTMENT_ROLES | OVERSIGHT_ROLES):
        raise Http404
    today, index = localdate(now), current_index()
    return Desk(user, memberships, today, index, lamps_on(today, index))
