"""The people of a case, read once under its lock: for rights, for the work list and for messages."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any

from django.db.models import F, FilteredRelation, Q

from accounts.models import Membership, User, a_year_before, in_force
from accounts.roles import Role

from .models import Case, Consultation
from .rights import CaseFile, Post
from .states import State


@dataclass(frozen=True)
class People:
    """Posts of everyone who may have to do with the case, and the persons behind them."""

    posts: tuple[Post, ...]
    users: dict[int, User]
    # Who stands in for whom on that day, by their keys.
    substitutes: tuple[tuple[int, int], ...] = ()
    # Who has left the body that applies within the last year, by their keys; they hold no post in it any more.
    former: frozenset[int] = frozenset()

    def holding(self, role: str, organisation_id: int | None) -> list[User]:
        """Those who hold a role in a body, in the order of their keys, each once."""
        return list(self._holders.get((role, organisation_id), ()))

    @cached_property
    def _holders(self) -> dict[tuple[str, int | None], list[User]]:
        """Many cases of one department share these people, and each asks for all of its offices."""
        keys: dict[tuple[str, int | None], set[int]] = defaultdict(set)
        for post in self.posts:
            keys[post.role, post.organisation_id].add(post.user_id)
        return {office: [self.users[key] for key in sorted(some)] for office, some in keys.items()}

    def supervisors(self) -> list[User]:
        keys = {p.user_id for p in self.posts if p.role == Role.SUPERVISOR and p.in_authority}
        return [self.users[key] for key in sorted(keys)]


def open_consultations(case: Case) -> list[Consultation]:
    """The questions still unanswered, in the order they were asked; only a case in consultation has any."""
    if case.state != State.CONSULTING:
        return []
    return list(Consultation.objects.waiting().filter(case=case).select_related("department"))


def consulted_departments(case: Case) -> frozenset[int]:
    """Departments whose opinion is still awaited; the questions stay at hand as `case.open_consultations`."""
    case.open_consultations = open_consultations(case)
    return frozenset(consultation.department_id for consultation in case.open_consultations)


def case_file(case: Case, consulted: frozenset[int], former: frozenset[int]) -> CaseFile:
    """The keys that rights depend on; `former` as in People."""
    return CaseFile(
        State(case.state), case.applicant_id, case.body_id, case.provider_id, case.assessor_id, consulted,
        case.handler_id, former, case.decider_id,
    )  # fmt: skip


def people_of(case: Case, actor: Any, consulted: frozenset[int], day: date) -> People:
    """One query: members of the bodies concerned, the supervisors, all posts of the actor himself, who is away, and
    who has left the body that applies within the year."""
    wanted = _concerned(_bodies_of(case, consulted))
    return _people(_held(wanted | Q(user_id=actor.pk) if actor is not None else wanted, day, applicants=[case.body_id]))


def people_of_each(cases: Sequence[Case], day: date) -> dict[int, People]:
    """The same for several cases, by their keys, when the system acts in them: two queries for all.

    As consulted_departments() does, it leaves the open questions at hand in each case.
    """
    asked = _ask_each(cases)
    bodies = {case.pk: _bodies_of(case, asked[case.pk]) for case in cases}
    by_body: dict[int, list[Any]] = defaultdict(list)
    supervisors = []
    for row in _held(_concerned(set().union(*bodies.values())), day, applicants={case.body_id for case in cases}):
        by_body[row.organisation_id].append(row)
        if row.role == Role.SUPERVISOR and row.in_authority and not row.has_left:
            supervisors.append(row)
    # Many cases share their bodies, and so their people.
    wanted = {case.pk: (bodies[case.pk], case.body_id) for case in cases}
    known = {
        one: _people(chain(supervisors, *(_rows_for(key, by_body[key], one[1]) for key in one[0])))
        for one in set(wanted.values())
    }
    return {key: known[one] for key, one in wanted.items()}


def people_in(bodies: Iterable[int], day: date, actor: User | None = None) -> People:
    """Members of some bodies, the supervisors, all posts of the actor himself, and who is away: one query."""
    wanted = _concerned(bodies)
    return _people(_held(wanted | Q(user_id=actor.pk) if actor is not None else wanted, day))


def _rows_for(key: int, rows: Iterable[Any], applicant: int | None) -> Iterable[Any]:
    """The members of a body as one case sees them: who has left it counts where it is the one that applies."""
    return rows if key == applicant else [row for row in rows if not row.has_left]


def _ask_each(cases: Sequence[Case]) -> dict[int, frozenset[int]]:
    consulting = {case.pk: case for case in cases if case.state == State.CONSULTING}
    for case in cases:
        case.open_consultations = []
    if consulting:
        waiting = Consultation.objects.waiting().filter(case__in=consulting)
        for one in waiting.select_related("department"):
            consulting[one.case_id].open_consultations.append(one)
    return {case.pk: frozenset(one.department_id for one in case.open_consultations) for case in cases}


def _bodies_of(case: Case, consulted: frozenset[int]) -> frozenset[int]:
    return frozenset(key for key in (case.provider_id, case.body_id, *consulted) if key is not None)


def _concerned(bodies: Iterable[int]) -> Q:
    """Members of some bodies, and the supervisors."""
    return Q(organisation__in=bodies) | Q(role=Role.SUPERVISOR, organisation__is_competent_authority=True)


def _held(wanted: Q, day: date, applicants: Iterable[int | None] = ()) -> Iterable[Any]:
    """The posts in force on a day, with `in_authority` and, of those who are away, `stands_in`; and the posts in the
    bodies that apply which ended within the year before, with `has_left`."""
    away = Q(user__substitutions__since__lte=day, user__substitutions__until__gte=day)
    left = Q(
        organisation__in=[key for key in applicants if key is not None], until__lt=day, until__gte=a_year_before(day)
    )
    return (
        Membership.objects.filter((in_force(day) & wanted) | left, user__is_active=True)
        .select_related("user")
        .annotate(has_left=Q(until__isnull=False, until__lt=day))
        .annotate(in_authority=Q(organisation__is_competent_authority=True))
        .annotate(absence=FilteredRelation("user__substitutions", condition=away))
        .annotate(stands_in=F("absence__substitute"))
    )


def _people(rows: Iterable[Any]) -> People:
    posts: dict[Post, None] = {}
    users, substitutes, former = {}, set(), set()
    for row in rows:
        if row.has_left:
            former.add(row.user_id)
            continue
        posts[Post(row.user_id, row.organisation_id, row.role, bool(row.in_authority))] = None
        users[row.user_id] = row.user
        if row.stands_in is not None:
            substitutes.add((row.user_id, row.stands_in))
    return People(tuple(posts), users, tuple(sorted(substitutes)), frozenset(former))
