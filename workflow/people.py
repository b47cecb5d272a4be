"""The people of a case, read once under its lock: for rights, for the work list and for messages."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, FilteredRelation, Q

from accounts.models import Membership, User
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

    def holding(self, role: str, organisation_id: int | None) -> list[User]:
        """Those who hold a role in a body, in the order of their keys, each once."""
        keys = {p.user_id for p in self.posts if p.role == role and p.organisation_id == organisation_id}
        return [self.users[key] for key in sorted(keys)]

    def supervisors(self) -> list[User]:
        keys = {p.user_id for p in self.posts if p.role == Role.SUPERVISOR and p.in_authority}
        return [self.users[key] for key in sorted(keys)]


def open_consultations(case: Case) -> list[Consultation]:
    """The questions still unanswered, in the order they were asked; only a case in consultation has any."""
    if case.state != State.CONSULTING:
        return []
    return list(Consultation.objects.filter(case=case, answered_at__isnull=True).select_related("department"))


def consulted_departments(case: Case) -> frozenset[int]:
    """Departments whose opinion is still awaited; the questions stay at hand as `case.open_consultations`."""
    case.open_consultations = open_consultations(case)
    return frozenset(consultation.department_id for consultation in case.open_consultations)


def case_file(case: Case, consulted: frozenset[int]) -> CaseFile:
    """The keys that rights depend on."""
    return CaseFile(
        State(case.state), case.applicant_id, case.body_id, case.provider_id, case.assessor_id, consulted,
        case.handler_id,
    )  # fmt: skip


def people_of(case: Case, actor: Any, consulted: frozenset[int], day: date) -> People:
    """One query: members of the bodies concerned, the supervisors, all posts of the actor himself, and who is away."""
    bodies = {case.provider_id, case.body_id, *consulted} - {None}
    wanted = Q(organisation__in=bodies) | Q(role=Role.SUPERVISOR, organisation__is_competent_authority=True)
    if actor is not None:
        wanted |= Q(user_id=actor.pk)
    away = Q(user__substitutions__since__lte=day, user__substitutions__until__gte=day)
    rows = (
        Membership.objects.on(day)
        .filter(wanted, user__is_active=True)
        .select_related("user")
        .annotate(in_authority=Q(organisation__is_competent_authority=True))
        .annotate(absence=FilteredRelation("user__substitutions", condition=away))
        .annotate(stands_in=F("absence__substitute"))
    )
    posts: dict[Post, None] = {}
    users, substitutes = {}, set()
    for row in rows:
        posts[Post(row.user_id, row.organisation_id, row.role, bool(row.in_authority))] = None
        users[row.user_id] = row.user
        if row.stands_in is not None:
            substitutes.add((row.user_id, row.stands_in))
    return People(tuple(posts), users, tuple(sorted(substitutes)))
