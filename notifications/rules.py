"""Who is told of what: every entry of the law has its row here, or an explicit NONE (a test holds the two together)."""

from enum import StrEnum


class Audience(StrEnum):
    """The circles of people a message can go to, seen from one case."""

    APPLICANT = "applicant"
    HANDLER = "handler"
    HANDLERS = "handlers"
    ASSESSORS = "assessors"
    APPROVERS = "approvers"
    CONSULTED = "consulted"
    SUPERVISORS = "supervisors"


A = Audience
NONE: tuple[Audience, ...] = ()

# fmt: off
RULES: dict[str, tuple[Audience, ...]] = {
    "submit":               (A.APPLICANT, A.HANDLERS),
    "request_supplement":   (A.APPLICANT,),
    "resubmit":             (A.HANDLER,),
    "accept":               (A.APPLICANT, A.ASSESSORS),
    "not_accept":           (A.APPLICANT,),
    "fast_track":           (A.APPLICANT, A.HANDLERS),
    "assess":               (A.APPROVERS,),
    "consult":              (A.CONSULTED, A.APPLICANT),
    "give_opinion":         (A.HANDLER, A.APPROVERS),
    "return_to_assessment": (A.ASSESSORS,),
    "approve":              (A.APPLICANT, A.HANDLER),
    "refuse":               (A.APPLICANT, A.HANDLER),
    "sign":                 (A.APPROVERS,),
    "seal":                 (A.APPLICANT, A.HANDLER),
    "deliver":              (A.APPLICANT,),
    "suspend":              (A.APPLICANT, A.HANDLER),
    "resume":               (A.APPLICANT, A.HANDLER),
    "revoke":               (A.APPLICANT, A.HANDLER),
    "close":                (A.APPLICANT, A.HANDLER),
    "withdraw":             (A.HANDLER,),
    "lapse":                (A.APPLICANT, A.HANDLER),
    "claim":                NONE,
    "assign":               (A.HANDLER,),
    "reassign":             (A.HANDLER,),
    "nudge":                (A.HANDLER,),
    "warn":                 (A.HANDLER,),
    "collect":              NONE,
}
# fmt: on

# A draft that is withdrawn was never anyone else's business.
SILENT_FROM_DRAFT = frozenset({"withdraw"})
