"""The table of docs/design.md, written down a second time: the measure that the law in the code is held against."""

import os

from workflow.states import State as S

# `make prove` tries everything everywhere.
EVERYTHING = bool(os.environ.get("WURI_WHOLE_LAW"))

UNTIL_DELIVERY = {
    S.DRAFT, S.SUBMITTED, S.SUPPLEMENT, S.ASSESSING, S.CONSULTING, S.DECIDING, S.AGREEMENT, S.SEALING, S.DELIVERING,
}  # fmt: skip
HANDLERS = {"handler", "second_handler"}
APPLICANTS = {"applicant", "colleague"}

# transition: (from, to, the parts of the cast that may do it)
THE_TABLE: dict[str, tuple[set[S], set[S], set[str]]] = {
    "submit": ({S.DRAFT}, {S.SUBMITTED}, APPLICANTS),
    "request_supplement": ({S.SUBMITTED, S.ASSESSING}, {S.SUPPLEMENT}, HANDLERS | {"supervisor"}),
    "resubmit": ({S.SUPPLEMENT}, {S.SUBMITTED, S.ASSESSING}, APPLICANTS),
    "accept": ({S.SUBMITTED}, {S.ASSESSING}, HANDLERS),
    "not_accept": ({S.SUBMITTED}, {S.NOT_ACCEPTED}, HANDLERS),
    "fast_track": ({S.SUBMITTED}, {S.AGREEMENT}, {"system"}),
    "keep_assessment": ({S.SUBMITTED}, {S.DECIDING}, HANDLERS),
    "assess": ({S.ASSESSING}, {S.DECIDING}, {"assessor"}),
    "consult": ({S.ASSESSING}, {S.CONSULTING}, {"assessor"}),
    "give_opinion": ({S.CONSULTING}, {S.CONSULTING, S.DECIDING}, {"consulted_handler"}),
    "record_silence": ({S.CONSULTING}, {S.CONSULTING, S.DECIDING}, {"system"}),
    "return_to_assessment": ({S.DECIDING}, {S.ASSESSING}, {"approver"}),
    "approve": ({S.DECIDING}, {S.AGREEMENT}, {"approver"}),
    "refuse": ({S.DECIDING}, {S.REFUSED}, {"approver"}),
    "request_review": ({S.REFUSED}, {S.REVIEWING}, APPLICANTS),
    # Not by the approver: he has refused.
    "uphold": ({S.REVIEWING}, {S.REFUSED}, {"deputy_leader"}),
    "reverse": ({S.REVIEWING}, {S.AGREEMENT}, {"deputy_leader"}),
    "sign": ({S.AGREEMENT}, {S.SEALING}, APPLICANTS),
    "seal": ({S.SEALING}, {S.DELIVERING}, {"approver"}),
    "deliver": ({S.DELIVERING}, {S.IN_USE}, HANDLERS | {"system"}),
    "suspend": ({S.IN_USE}, {S.SUSPENDED}, HANDLERS | {"supervisor"}),
    "resume": ({S.SUSPENDED}, {S.IN_USE}, HANDLERS | {"supervisor"}),
    "revoke": (
        {S.AGREEMENT, S.SEALING, S.DELIVERING, S.IN_USE, S.SUSPENDED},
        {S.REVOKED},
        {"approver", "supervisor"},
    ),
    "close": ({S.IN_USE}, {S.CLOSED}, APPLICANTS | {"system"}),
    "withdraw": (UNTIL_DELIVERY, {S.WITHDRAWN}, APPLICANTS),
    "lapse": ({S.SUPPLEMENT, S.AGREEMENT}, {S.LAPSED}, {"system"}),
}

PARTS = (
    "applicant", "colleague", "person", "stranger", "handler", "second_handler", "assessor", "approver",
    "deputy_leader", "consulted_handler", "supervisor", "auditor", "sysadmin", "system",
)  # fmt: skip


def allowed(part: str, state: S) -> set[str]:
    """The transitions the table allows this part of the cast in this state."""
    return {name for name, (sources, _targets, by) in THE_TABLE.items() if state in sources and part in by}


def near(part: str, state: S) -> set[str]:
    """The transitions for which the part of the cast is right, or the state, or both: where a mistake would show. Those
    that lack both are tried by the door on SQLite, and everywhere by `make prove`."""
    return {name for name, (sources, _targets, by) in THE_TABLE.items() if EVERYTHING or state in sources or part in by}
