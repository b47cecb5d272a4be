"""An officer's place of work: his posts, the cases in his reach, and what he may do with each of a whole page."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.timezone import localdate

from accounts.models import Membership, Organisation, Substitution, User
from accounts.roles import Role
from calendars.index import WorkdayIndex
from calendars.store import current_index
from workflow import access, worklist
from workflow.access import DEPARTMENT_ROLES
from workflow.lifecycle import NOTES
from workflow.models import Case, Consultation
from workflow.rights import CaseFile, Post, capacities
from workflow.states import TERMINAL, TURN, Capacity, State

from .office_clock import Clocked, Lamps, lamps_on

HANDLERS_TURN = [state.value for state, capacity in TURN.items() if capacity == Capacity.HANDLER]
# The states that wait for someone by a role that he has in the department of the case.
WAITING_FOR = {
    capacity.value: [state.value for state, whose in TURN.items() if whose == capacity]
    for capacity in (Capacity.HANDLER, Capacity.RISK_ASSESSOR, Capacity.APPROVER)
}
ASSIGNING_ROLES = frozenset(capacity.value for capacity in NOTES["assign"].by)
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

    @cached_property
    def assigning(self) -> list[int]:
        """The departments in which he gives cases to officers (分派)."""
        return sorted({m.organisation_id for m in self.memberships if m.role in ASSIGNING_ROLES})

    def visible(self) -> Clocked:
        """All cases he may open as an officer."""
        return access.as_officer(self.user)

    def of_departments(self) -> Clocked:
        """Cases of his departments, and the living ones about which they were asked."""
        return access.at_the_desk(self.user, self.memberships, self.asked)

    def behind_departments(self) -> Clocked:
        """Ended cases of the same."""
        asked = self._consulted().filter(case__state__in=TERMINAL).values_list("case_id", flat=True)
        return access.at_the_desk(self.user, self.memberships, set(asked)).filter(state__in=TERMINAL)

    def work(self) -> Clocked:
        """What waits for him."""
        return self.of_departments().filter(self.waits_for_him)

    @cached_property
    def waits_for_him(self) -> Q:
        """By the states of his roles, and what was asked of him; what a colleague for whom he stands in has taken on;
        a handler's step in a case that he has taken over himself. No work list is read for what the state says."""
        waits = Q(pk__in=self.owes_opinion)
        for role, states in WAITING_FOR.items():
            if bodies := sorted({m.organisation_id for m in self.memberships if m.role == role}):
                waits |= Q(provider__in=bodies, state__in=states)
        away = list(Substitution.objects.on(self.today).filter(substitute=self.user).values_list("user", flat=True))
        if away:
            waits |= Q(pk__in=worklist.case_ids_owned_by(away))
        if Role.DEPUTY_LEADER in self.roles:
            waits |= Q(handler=self.user, state__in=HANDLERS_TURN)
        return waits

    @property
    def asked(self) -> frozenset[int]:
        """Living cases about which his departments were asked."""
        return frozenset(case for case, *_rest in self._open_questions)

    @property
    def owes_opinion(self) -> list[int]:
        """Of those, the ones in which an opinion is his to give."""
        his = {m.organisation_id for m in self.memberships if m.role == Role.HANDLER}
        return sorted({case for case, department, owed in self._open_questions if owed and department in his})

    @cached_property
    def _open_questions(self) -> list[tuple[int, int, bool]]:
        """(case, department, whether the answer is still out): one query."""
        asked = self._consulted().exclude(case__state__in=TERMINAL)
        rows = asked.values_list("case_id", "department_id", "answered_at", "case__state")
        return [(case, dep, at is None and state == State.CONSULTING) for case, dep, at, state in rows]

    def _consulted(self) -> QuerySet[Consultation]:
        return Consultation.objects.filter(department__in=[department.pk for department in self.departments])

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
