"""Who is who on the site, and whose step is whose: the expectation that every address is held against."""

from workflow.states import State

VISITOR = "visitor"
APPLICANTS = frozenset({"applicant", "colleague"})
OFFICE = frozenset({"handler", "second_handler", "assessor", "approver", "deputy_leader"})
CONSULTED = frozenset({"consulted_handler"})
OVERSIGHT = frozenset({"supervisor", "auditor"})
OTHERS = frozenset({"person", "stranger", "sysadmin"})
SIGNED_IN = APPLICANTS | OFFICE | CONSULTED | OVERSIGHT | OTHERS
EVERYONE = SIGNED_IN | {VISITOR}

# Who may take each step, and in which state of a case.
STEPS: dict[str, tuple[State, frozenset[str]]] = {
    "submit": (State.DRAFT, APPLICANTS),
    "request_supplement": (State.SUBMITTED, frozenset({"handler", "second_handler", "supervisor"})),
    "accept": (State.SUBMITTED, frozenset({"handler", "second_handler"})),
    "keep_assessment": (State.SUBMITTED, frozenset({"handler", "second_handler"})),
    "not_accept": (State.SUBMITTED, frozenset({"handler", "second_handler"})),
    "claim": (State.SUBMITTED, frozenset({"handler", "second_handler", "assessor", "approver"})),
    "nudge": (State.SUBMITTED, APPLICANTS | {"supervisor"}),
    "assign": (State.SUBMITTED, frozenset({"approver", "deputy_leader"})),
    "reassign": (State.SUBMITTED, frozenset({"deputy_leader", "supervisor"})),
    "take_over": (State.SUBMITTED, frozenset({"deputy_leader"})),
    "request_extension": (State.SUPPLEMENT, frozenset({"handler", "second_handler"})),
    "grant_extension": (State.SUPPLEMENT, frozenset({"supervisor"})),
    "deny_extension": (State.SUPPLEMENT, frozenset({"supervisor"})),
    "answer_order": (State.ASSESSING, frozenset({"handler", "second_handler"})),
    "clear_order": (State.DECIDING, frozenset({"supervisor"})),
    "withdraw": (State.SUBMITTED, APPLICANTS),
    "resubmit": (State.SUPPLEMENT, APPLICANTS),
    "assess": (State.ASSESSING, frozenset({"assessor"})),
    "consult": (State.ASSESSING, frozenset({"assessor"})),
    "give_opinion": (State.CONSULTING, CONSULTED),
    "return_to_assessment": (State.DECIDING, frozenset({"approver"})),
    "approve": (State.DECIDING, frozenset({"approver"})),
    "refuse": (State.DECIDING, frozenset({"approver"})),
    "request_review": (State.REFUSED, APPLICANTS),
    "uphold": (State.REVIEWING, frozenset({"deputy_leader"})),
    "reverse": (State.REVIEWING, frozenset({"deputy_leader"})),
    "advise_review": (State.REVIEWING, frozenset({"supervisor"})),
    "recheck": (State.AGREEMENT, frozenset({"handler", "second_handler", "assessor"})),
    "sign": (State.AGREEMENT, APPLICANTS),
    "first_sign": (State.AGREEMENT, APPLICANTS),
    "seal": (State.SEALING, frozenset({"approver"})),
    "deliver": (State.DELIVERING, frozenset({"handler", "second_handler"})),
    "suspend": (State.IN_USE, frozenset({"handler", "second_handler", "supervisor"})),
    "revoke": (State.IN_USE, frozenset({"approver", "supervisor"})),
    "close": (State.IN_USE, APPLICANTS),
    "resume": (State.SUSPENDED, frozenset({"handler", "second_handler", "supervisor"})),
}

# Who may do each act about what was reported or asked for (tests/feedback/scenes.py has the matters by these names).
HANDLERS = frozenset({"handler", "second_handler"})
MATTER_STEPS: dict[str, tuple[str, frozenset[str]]] = {
    "take": ("waiting", HANDLERS),
    "answer": ("waiting", HANDLERS),
    "transfer": ("waiting", HANDLERS),
    "withdraw": ("waiting", frozenset({"person"})),
    "retract": ("unassigned", frozenset({"person"})),
    "assign": ("unassigned", frozenset({"supervisor"})),
    "decline": ("unassigned", frozenset({"supervisor"})),
    "dispute": ("answered", frozenset({"person"})),
    "uphold": ("disputed", frozenset({"supervisor"})),
    "send_back": ("disputed", frozenset({"supervisor"})),
    "open": ("promised", HANDLERS | {"supervisor"}),
    "clear_order": ("late", frozenset({"supervisor"})),
}
