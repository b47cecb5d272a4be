"""Who a person is to one case. Plain functions of plain values: no queries, no settings, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass

from .refusals import NotYours, OwnCase, OwnDecision, Refused, SamePerson, WrongState
from .states import Capacity, State

# Roles held in the department that provides the data.
PROVIDER_ROLES = {
    "handler": Capacity.HANDLER,
    "risk_assessor": Capacity.RISK_ASSESSOR,
    "approver": Capacity.APPROVER,
    "deputy_leader": Capacity.DEPUTY_LEADER,
}


@dataclass(frozen=True)
class Post:
    """A role that a person holds in a body on the day in question."""

    user_id: int
    organisation_id: int
    role: str
    in_authority: bool = False


@dataclass(frozen=True)
class CaseFile:
    """What rights depend on: the people and bodies of a case, by their keys."""

    state: State
    applicant_id: int
    body_id: int | None
    provider_id: int
    assessor_id: int | None
    consulted_ids: frozenset[int] = frozenset()
    handler_id: int | None = None
    # Who has left the body that applies within the last year: they still stand back from its cases.
    former_ids: frozenset[int] = frozenset()
    # Who made the decision that a review is about.
    decider_id: int | None = None


def belongs_to_applicant(user_id: int, posts: Iterable[Post], case: CaseFile) -> bool:
    """Whether the person is the applicant, or belongs to the body that applies or belonged to it in the last year."""
    if user_id == case.applicant_id or user_id in case.former_ids:
        return True
    return case.body_id is not None and any(
        post.user_id == user_id and post.organisation_id == case.body_id for post in posts
    )


def applicant_capacity(user_id: int, posts: Iterable[Post], case: CaseFile) -> bool:
    """Whether the person may act for the applicant: himself, or as a member of his body with that role."""
    if case.body_id is None:
        return user_id == case.applicant_id
    return any(
        post.user_id == user_id and post.organisation_id == case.body_id and post.role == "applicant" for post in posts
    )


def official_capacities(user_id: int, posts: Iterable[Post], case: CaseFile) -> frozenset[Capacity]:
    """The capacities that follow from posts in departments, before any recusal."""
    found = set()
    for post in posts:
        if post.user_id != user_id:
            continue
        if post.organisation_id == case.provider_id and post.role in PROVIDER_ROLES:
            found.add(PROVIDER_ROLES[post.role])
        if has_taken_over(post, case):
            found.add(Capacity.HANDLER)
        if post.organisation_id in case.consulted_ids and post.role == "handler":
            found.add(Capacity.CONSULTED)
        if post.in_authority and post.role == "supervisor":
            found.add(Capacity.SUPERVISOR)
    return frozenset(found)


def has_taken_over(post: Post, case: CaseFile) -> bool:
    """Whether the post is that of a deputy leader who deals with this case himself (接管).

    For this case he is its handler, and nothing more: neither its assessor nor its approver.
    """
    return (
        post.role == "deputy_leader"
        and post.organisation_id == case.provider_id
        and case.handler_id is not None
        and post.user_id == case.handler_id
    )


def capacities(user_id: int | None, posts: Iterable[Post], case: CaseFile) -> frozenset[Capacity]:
    """All capacities in which the person may face the case; None is the system itself."""
    if user_id is None:
        return frozenset({Capacity.SYSTEM})
    posts = tuple(posts)
    mine: set[Capacity] = {Capacity.APPLICANT} if applicant_capacity(user_id, posts, case) else set()
    if not belongs_to_applicant(user_id, posts, case):
        mine |= official_capacities(user_id, posts, case)
    return frozenset(mine)


def refusal(
    user_id: int | None,
    posts: Iterable[Post],
    case: CaseFile,
    *,
    by: frozenset[Capacity],
    states: Iterable[State],
    decides: bool = False,
    reviews: bool = False,
) -> Refused | None:
    """Why this person may not do this now, or None. Rights are told before states, so that strangers learn nothing."""
    posts = tuple(posts)
    mine = capacities(user_id, posts, case)
    if not mine & by:
        officially = user_id is not None and official_capacities(user_id, posts, case) & by
        return OwnCase() if officially else NotYours()
    if case.state not in tuple(states):
        return WrongState(state=case.state)
    if decides and user_id is not None and user_id == case.assessor_id:
        return SamePerson()
    if reviews and user_id is not None and user_id == case.decider_id:
        return OwnDecision()
    return None


def acting_as(user_id: int | None, posts: Iterable[Post], case: CaseFile, by: frozenset[Capacity]) -> Capacity:
    """The capacity to record: the first of `by`, in the order of the law, that the person has."""
    mine = capacities(user_id, tuple(posts), case) & by
    return next(capacity for capacity in Capacity if capacity in mine)
