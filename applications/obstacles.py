"""What else can stand in the way of an entry, beyond rights and state: asked by its action under the lock, and by
pages before they offer it."""

from collections.abc import Callable

from calendars.index import WorkdayIndex
from calendars.local import local_day
from workflow.models import Deadline, DeadlineStatus
from workflow.refusals import Refused

from . import reviewing
from .attempt import DENIED, GRANTED, REQUESTED, Attempt
from .clockface import face_of
from .office_clock import OFFICE_CLOCKS
from .refusals import (
    AlreadyAssigned,
    AlreadyHandled,
    ExtendedOnce,
    ExtensionTooLate,
    NoExtensionAsked,
    NoOrderToAnswer,
    NoOrderToClear,
    NothingToExtend,
    NothingToRecheck,
    NotToContinue,
    NotYoursToHandOver,
    NudgedToday,
    OneSignatureSuffices,
    SignatoryMissing,
    SignedFirst,
    TakenOver,
    TooEarlyToNudge,
)

Obstacle = Callable[[Attempt], Refused | None]


def to_nudge(attempt: Attempt) -> Refused | None:
    """Once a working day for a supervisor, and for the applicant's side together; for that one after half the time."""
    index = attempt.index
    if attempt.as_applicant and not half_has_gone(attempt, index):
        return TooEarlyToNudge()
    mine = [entry for entry in attempt.entries if entry.name == "nudge" and _is_of_same_side(attempt, entry)]
    if mine and index.between(local_day(mine[-1].at), attempt.today) <= 0:
        return NudgedToday()
    return None


def _is_of_same_side(attempt: Attempt, entry: object) -> bool:
    if attempt.as_applicant:
        return getattr(entry, "capacity", "") == "applicant"
    return getattr(entry, "actor_id", None) == attempt.actor_id


def half_has_gone(attempt: Attempt, index: WorkdayIndex) -> bool:
    """Whether half of the working days of the office's clock are used; true where the office has none to keep."""
    return all(_half_used(one, index, attempt) for one in attempt.deadlines if _counts(one))


def _counts(deadline: Deadline) -> bool:
    return deadline.status == DeadlineStatus.RUNNING and deadline.clock in OFFICE_CLOCKS


def _half_used(deadline: Deadline, index: WorkdayIndex, attempt: Attempt) -> bool:
    standing = face_of(deadline, index, attempt.today).standing
    return standing.used * 2 >= standing.budget


def to_request_extension(attempt: Attempt) -> Refused | None:
    """Before the limit expires, and once."""
    return _to_extend(attempt) or (ExtendedOnce() if attempt.request else None)


def to_grant_extension(attempt: Attempt) -> Refused | None:
    """A request waits, and the limit has not expired meanwhile."""
    return to_deny_extension(attempt) or _to_extend(attempt)


def to_deny_extension(attempt: Attempt) -> Refused | None:
    waits = attempt.request and not attempt.request_is_answered
    return None if waits else NoExtensionAsked()


def _to_extend(attempt: Attempt) -> Refused | None:
    if attempt.reply is None:
        return NothingToExtend()
    late = attempt.reply.due_on is not None and attempt.today > attempt.reply.due_on
    return ExtensionTooLate() if late else None


def to_claim(attempt: Attempt) -> Refused | None:
    """What a leader has taken over, he gives back himself."""
    return TakenOver() if attempt.is_taken_over and attempt.case.handler_id != attempt.actor_id else None


def to_assign(attempt: Attempt) -> Refused | None:
    return AlreadyAssigned() if attempt.case.handler_id else None


def to_reassign(attempt: Attempt) -> Refused | None:
    """A handler hands over what he has himself; leaders and supervisors may take it from anybody."""
    return None if attempt.leads or attempt.case.handler_id == attempt.actor_id else NotYoursToHandOver()


def to_take_over(attempt: Attempt) -> Refused | None:
    return AlreadyHandled() if attempt.case.handler_id == attempt.actor_id else None


def to_answer_order(attempt: Attempt) -> Refused | None:
    return None if attempt.order_to_answer else NoOrderToAnswer()


def to_clear_order(attempt: Attempt) -> Refused | None:
    return None if attempt.order_to_clear else NoOrderToClear()


def to_request_review(attempt: Attempt) -> Refused | None:
    """Once, and within its limit."""
    return reviewing.why_closed(attempt.case, attempt.decision, attempt.review, attempt.today)


def to_recheck(attempt: Attempt) -> Refused | None:
    """What was drawn, and only what the system opened is; a case that was assessed by a person asks nothing."""
    return None if attempt.case.assessor_id is None and attempt.is_drawn else NothingToRecheck()


def to_advise_review(attempt: Attempt) -> Refused | None:
    return reviewing.to_advise(attempt.review)


def to_decide_review(attempt: Attempt) -> Refused | None:
    return reviewing.to_decide(attempt.review)


def to_first_sign(attempt: Attempt) -> Refused | None:
    """Where two must sign, and nobody has."""
    if attempt.agreement is None or attempt.agreement.signatories < 2:
        return OneSignatureSuffices()
    return SignedFirst() if attempt.agreement.first_signed_at else None


def to_sign(attempt: Attempt) -> Refused | None:
    """Where two must sign, after another person."""
    if attempt.agreement is None or attempt.agreement.signatories < 2:
        return None
    if attempt.agreement.first_signed_at is None:
        return SignatoryMissing()
    return SignedFirst() if attempt.agreement.first_signed_by_id == attempt.actor_id else None


def to_keep_assessment(attempt: Attempt) -> Refused | None:
    """What was asked for as a renewal or an amendment with its purpose unchanged. No query."""
    return None if attempt.case.application.keeps_assessment else NotToContinue()


OBSTACLES: dict[str, Obstacle] = {
    "claim": to_claim,
    "assign": to_assign,
    "reassign": to_reassign,
    "take_over": to_take_over,
    "nudge": to_nudge,
    REQUESTED: to_request_extension,
    GRANTED: to_grant_extension,
    DENIED: to_deny_extension,
    "answer_order": to_answer_order,
    "clear_order": to_clear_order,
    "recheck": to_recheck,
    "request_review": to_request_review,
    "advise_review": to_advise_review,
    "uphold": to_decide_review,
    "reverse": to_decide_review,
    "first_sign": to_first_sign,
    "sign": to_sign,
    "keep_assessment": to_keep_assessment,
}


def obstacle(name: str, attempt: Attempt) -> Refused | None:
    """What stands against the entry `name` now, or None."""
    ask = OBSTACLES.get(name)
    return ask(attempt) if ask else None
