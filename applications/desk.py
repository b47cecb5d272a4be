"""An officer's place of work: his posts, the cases in his reach, and what he may do with each of a whole page."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from django.db.models import Q
from django.db.models.functions import Coalesce
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
from workflow.states import TURN, Capacity, State

from .office_clock import Clocked, Lamps, lamps_on

HANDLERS_TURN = [state.value for state, capacity in TURN.items() if capacity == Capacity.HANDLER]
# How long a department that was asked for its opinion finds the case among those in hand.
LATELY = timedelta(days=180)
# The states that wait for someone by a role that he has in the department of the case.
WAITING_FOR = {
    capacity.value: [state.value for state, whose in TURN.items() if whose == capacity]
    for capacity in (Capacity.HANDLER, Capacity.RISK_ASSESSOR, Capacity.APPROVER)
}
ASSIGNING_ROLES = frozenset(capacity.value for capacity in NOTES["assign"].by)
OVERSIGHT_ROLES = frozenset({Role.SUPERVISOR.value, Role.AUDITOR.value})


@dataclass(frozen=True)
class Desk:
    """One officer on one day. `memberships` are those in force, with their organisations; `lately` are also those that
    ended within the last year."""

    user: User
    memberships: tuple[Membership, ...]
    today: date
    index: WorkdayIndex
    lamps: Lamps
    lately: tuple[Membership, ...] = ()

    @cached_property
    def roles(self) -> frozenset[str]:
        return frozenset(membership.role for membership in self.memberships)

    @cached_property
    def departments(self) -> list[Organisation]:
        """The departments he works for, each once, by name; supervision is not work for a department."""
        found = {m.organisation_id: m.organisation for m in self.memberships if m.role in DEPARTMENT_ROLES}
        return sorted(found.values(), key=lambda department: department.name)

    @property
    def department_keys(self) -> list[int]:
        return sorted(department.pk for department in self.departments)

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
        """Cases of his departments, and those about which they were asked of late."""
        return self._reach(self.department_keys, self.asked)

    def own(self) -> Clocked:
        """Cases of his departments alone: what lies behind the office is told from one index."""
        return self._reach(self.department_keys)

    def hidden(self) -> Clocked:
        """Cases of his departments that he may not see: those of bodies that he belongs to, or lately belonged to."""
        bodies = sorted({membership.organisation_id for membership in self.lately})
        handed_in = Case.objects.filter(provider__in=self.department_keys, number__isnull=False)
        return handed_in.filter(Q(applicant=self.user) | Q(body__in=bodies))

    def asked_about_lately(self) -> Clocked:
        """The cases in of_departments() that are not in own()."""
        return self._reach((), self.asked)

    def asked_about(self) -> Clocked:
        """Cases of any age about which his departments were asked, and nothing else."""
        asked = Consultation.objects.filter(department__in=self.department_keys).order_by()
        return access.at_the_desk(self.user, self.memberships, departments=(), asked=asked.values("case_id"))

    def _reach(self, departments: Sequence[int], asked: Collection[int] = ()) -> Clocked:
        return access.at_the_desk(self.user, self.lately, departments=departments, asked=asked)

    def work(self) -> Clocked:
        """What waits for him."""
        return self.of_departments().filter(self.waits_for_him)

    @property
    def waits_for_him(self) -> Q:
        """What is his to do; no work list is read for what the state says."""
        return self.by_role | self.taken_on | self.opinion_waits

    @cached_property
    def turns(self) -> frozenset[tuple[int, str]]:
        """The departments and states whose next step is his by a role."""
        return frozenset((m.organisation_id, state) for m in self.memberships for state in WAITING_FOR.get(m.role, ()))

    @property
    def by_role(self) -> Q:
        """The same as a condition."""
        waits = Q(pk__in=[])
        for department in sorted({department for department, _state in self.turns}):
            states = sorted(state for one, state in self.turns if one == department)
            waits |= Q(provider=department, state__in=states)
        return waits

    @cached_property
    def taken_on(self) -> Q:
        """What a colleague for whom he stands in has taken on, and a handler's step in a case that he, a deputy leader,
        has taken over himself."""
        waits = Q(pk__in=[])
        if self._away:
            waits |= Q(pk__in=worklist.case_ids_owned_by(self._away))
        if Role.DEPUTY_LEADER in self.roles:
            waits |= Q(handler=self.user, state__in=HANDLERS_TURN)
        return waits

    @property
    def takes_on(self) -> bool:
        """Whether anything can wait for him that no role of his tells."""
        return bool(self._away) or Role.DEPUTY_LEADER in self.roles

    @cached_property
    def _away(self) -> list[int]:
        """For whom he stands in today: one query."""
        return list(Substitution.objects.on(self.today).filter(substitute=self.user).values_list("user", flat=True))

    @property
    def opinion_waits(self) -> Q:
        """Where an opinion is out that is his to give."""
        return Q(pk__in=sorted(self.owed), state=State.CONSULTING)

    @cached_property
    def owed(self) -> frozenset[int]:
        """Cases in which an opinion of his departments is out and he may give it, unless the case has gone on."""
        his = {m.organisation_id for m in self.memberships if m.role == Role.HANDLER}
        return frozenset(case for case, department, answered in self._questions if not answered and department in his)

    @cached_property
    def asked(self) -> frozenset[int]:
        """Cases about which his departments were asked of late, or still are."""
        return frozenset(case for case, *_rest in self._questions)

    @cached_property
    def _questions(self) -> list[tuple[int, int, datetime | None]]:
        """(case, department, when it was answered or given up): one query. No case is in hand much longer than LATELY
        after it was asked about: all limits together are shorter."""
        asked = Consultation.objects.filter(department__in=self.department_keys)
        lately = Q(answered_at__isnull=True, silent_at__isnull=True) | Q(asked_at__date__gte=self.today - LATELY)
        closed_at = Coalesce("answered_at", "silent_at")
        return list(asked.filter(lately).order_by().values_list("case_id", "department_id", closed_at))

    def capacities_in(self, case: Case, consulted: Collection[int] = ()) -> frozenset[Capacity]:
        """His capacities towards one case, without a query; `consulted` are the departments still asked."""
        file = CaseFile(
            State(case.state), case.applicant_id, case.body_id, case.provider_id, case.assessor_id,
            frozenset(consulted), case.handler_id,
        )  # fmt: skip
        return capacities(self.user.pk, self.posts, file)

    def has_the_turn(self, case: Case, consulted: Collection[int] = ()) -> bool:
        """Whether the next step of the case is his to take; an assessor does not decide on his own assessment."""
        if case.state in (State.DECIDING, State.REVIEWING) and case.assessor_id == self.user.pk:
            return False
        if case.state == State.REVIEWING and case.decider_id == self.user.pk:
            return False
        return TURN.get(State(case.state)) in self.capacities_in(case, consulted)


def desk_of(user: User, now: datetime) -> Desk:
    """The officer's desk; 404 for everyone who holds no office. Three queries."""
    today = localdate(now)
    lately = tuple(access.lately_of(user).select_related("organisation").order_by("pk"))
    memberships = tuple(post for post in lately if post.is_held(today))
    if not {membership.role for membership in memberships} & (DEPARTMENT_ROLES | OVERSIGHT_ROLES):
        raise Http404
    index = current_index()
    return Desk(user, memberships, today, index, lamps_on(today, index), lately)
