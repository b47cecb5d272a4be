"""The persons behind an audience, from the people that the door has read already."""

from collections.abc import Callable

from accounts.models import User
from accounts.roles import Role
from workflow.door import Change
from workflow.escalation import Reader
from workflow.people import case_file
from workflow.rights import belongs_to_applicant
from workflow.states import State

from .rules import Audience

Finder = Callable[[Change], list[User]]


def recipients(change: Change, audience: Audience) -> list[User]:
    """Who belongs to the audience, each once.

    Of the office, nobody is told what he has just done himself, nor anything of an application of his own body.
    The applicant is told of his own acts too: the message is his receipt.
    """
    found = list(dict.fromkeys(FINDERS[audience](change)))
    if audience.side == "applicant":
        return found
    file = case_file(change.case, frozenset(), change.people.former)
    return [
        user for user in found if user != change.actor and not belongs_to_applicant(user.pk, change.people.posts, file)
    ]


def applicants(change: Change) -> list[User]:
    """The person who applied; once he has left the body, those who apply for it now."""
    case = change.case
    if case.body_id is None:
        return [case.applicant]
    acting = change.people.holding(Role.APPLICANT, case.body_id)
    return [case.applicant] if case.applicant in acting else acting


def reminded(change: Change) -> list[User]:
    return applicants(change) if change.case.state in (State.SUPPLEMENT, State.AGREEMENT) else []


def handlers(change: Change) -> list[User]:
    return change.people.holding(Role.HANDLER, change.case.provider_id)


def handler(change: Change) -> list[User]:
    """Who has the case, as long as he is in office; otherwise everyone who could take it."""
    everyone = handlers(change)
    return [change.case.handler] if change.case.handler in (*everyone, *deputy_leaders(change)) else everyone


def former_handler(change: Change) -> list[User]:
    former = change.event.facts.get("from")
    return [user for user in (*handlers(change), *deputy_leaders(change)) if user.pk == former]


def assessors(change: Change) -> list[User]:
    return change.people.holding(Role.RISK_ASSESSOR, change.case.provider_id)


def approvers(change: Change) -> list[User]:
    return change.people.holding(Role.APPROVER, change.case.provider_id)


def reviewers(change: Change) -> list[User]:
    """Who may review a decision: neither who made it nor who assessed the risk."""
    apart = {change.case.decider_id, change.case.assessor_id}
    return [user for user in (*approvers(change), *deputy_leaders(change)) if user.pk not in apart]


def deputy_leaders(change: Change) -> list[User]:
    return change.people.holding(Role.DEPUTY_LEADER, change.case.provider_id)


def asked(change: Change) -> list[User]:
    """The handlers of the departments whose opinion this entry asks for, or was awaited when the door was opened."""
    asked = change.case.open_consultations
    return [user for one in asked for user in change.people.holding(Role.HANDLER, one.department_id)]


def supervisors(change: Change) -> list[User]:
    """Of due days that a notice moved, they hear of those it moved into the past; of others those who have the case."""
    moved_ahead = change.event.name == "resettle" and not change.event.facts.get("into_past")
    return [] if moved_ahead else change.people.supervisors()


# With whom of the office a case is in a state.
HOLDING: dict[str, tuple[Finder, ...]] = {
    State.SUBMITTED: (handler,),
    State.ASSESSING: (assessors,),
    State.CONSULTING: (asked,),
    State.DECIDING: (approvers,),
    State.SEALING: (approvers,),
    State.DELIVERING: (handler,),
    State.SUSPENDED: (handler,),
    State.REVIEWING: (reviewers,),
}
# Who of the office has to know when a case is taken away in a state: those it is with, and those who decided it.
INVOLVED: dict[str, tuple[Finder, ...]] = {
    State.SUBMITTED: (handler,),
    State.SUPPLEMENT: (handler,),
    State.ASSESSING: (assessors,),
    State.CONSULTING: (assessors, asked),
    State.DECIDING: (approvers,),
    State.AGREEMENT: (approvers,),
    State.SEALING: (approvers,),
    State.DELIVERING: (approvers,),
    State.IN_USE: (approvers,),
    State.SUSPENDED: (approvers,),
    State.REVIEWING: (reviewers,),
}


def holders(change: Change) -> list[User]:
    return _of(HOLDING, change.event.target, change)


def next_holders(change: Change) -> list[User]:
    """Whose turn it has become: nobody's when the entry left the case where it was."""
    return holders(change) if change.event.source != change.event.target else []


def involved(change: Change) -> list[User]:
    return _of(INVOLVED, change.event.source, change)


def _of(table: dict[str, tuple[Finder, ...]], state: str, change: Change) -> list[User]:
    return [user for finder in table.get(state, ()) for user in finder(change)]


READERS: dict[str, Finder] = {
    Reader.HANDLER: handler,
    Reader.APPROVER: approvers,
    Reader.DEPUTY_LEADER: deputy_leaders,
}


def called(change: Change) -> list[User]:
    """Whom the entry's rung names; where it names nobody, those who have the case."""
    named = change.event.facts.get("to")
    if named is None:
        return [*handler(change), *holders(change)]
    return [user for reader in named if reader in READERS for user in READERS[reader](change)]


FINDERS: dict[Audience, Finder] = {
    Audience.APPLICANT: applicants,
    Audience.REMINDED: reminded,
    Audience.HANDLER: handler,
    Audience.FORMER_HANDLER: former_handler,
    Audience.HANDLERS: handlers,
    Audience.ASSESSORS: assessors,
    Audience.APPROVERS: approvers,
    Audience.CONSULTED: asked,
    Audience.CALLED: called,
    Audience.SUPERVISORS: supervisors,
    Audience.HOLDERS: holders,
    Audience.NEXT: next_holders,
    Audience.INVOLVED: involved,
}
