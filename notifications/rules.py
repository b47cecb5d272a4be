"""Who is told of what: every entry of the law has its row here, or an explicit NONE (a test holds the two together)."""

from enum import StrEnum


class Audience(StrEnum):
    """The circles of people a message can go to, seen from one case and one entry of its journal."""

    # The applicant's side.
    APPLICANT = "applicant"
    REMINDED = "reminded"  # the applicant, while it is his turn
    # The office, by office.
    HANDLER = "handler"  # who has the case; all handlers while nobody has it
    FORMER_HANDLER = "former_handler"  # from whom the entry took it
    HANDLERS = "handlers"
    ASSESSORS = "assessors"
    APPROVERS = "approvers"
    CONSULTED = "consulted"  # the departments that the entry asks
    CALLED = "called"  # whom the rung of the ladder names; of cards, supervisors read in their digest
    SUPERVISORS = "supervisors"
    # The office, by the state of the case.
    HOLDERS = "holders"  # whose turn it is
    NEXT = "next"  # whose turn it has just become
    INVOLVED = "involved"  # with whom the case was, or who had decided it, before the entry

    @property
    def side(self) -> str:
        """Whose words the message is written in: the applicant's, or the office's."""
        return "applicant" if self in (Audience.APPLICANT, Audience.REMINDED) else "office"


A = Audience
NONE: tuple[Audience, ...] = ()

# fmt: off
RULES: dict[str, tuple[Audience, ...]] = {
    "submit":               (A.APPLICANT, A.HANDLERS),
    "request_supplement":   (A.APPLICANT, A.INVOLVED),
    "resubmit":             (A.APPLICANT, A.HANDLER, A.NEXT),
    "accept":               (A.APPLICANT, A.ASSESSORS),
    "not_accept":           (A.APPLICANT,),
    "fast_track":           (A.APPLICANT, A.HANDLERS),
    "keep_assessment":      (A.APPLICANT, A.APPROVERS),
    "assess":               (A.APPROVERS,),
    "consult":              (A.APPLICANT, A.CONSULTED),
    "give_opinion":         (A.HANDLER, A.NEXT),
    "record_silence":       (A.HANDLER, A.NEXT),
    "return_to_assessment": (A.ASSESSORS,),
    "approve":              (A.APPLICANT, A.HANDLER),
    "refuse":               (A.APPLICANT, A.HANDLER),
    "request_review":       (A.APPLICANT, A.NEXT, A.SUPERVISORS),
    "advise_review":        (A.HOLDERS,),
    "uphold":               (A.APPLICANT, A.HANDLER, A.SUPERVISORS),
    "reverse":              (A.APPLICANT, A.HANDLER, A.SUPERVISORS),
    "sign":                 (A.APPLICANT, A.APPROVERS),
    "seal":                 (A.APPLICANT, A.HANDLER),
    "deliver":              (A.APPLICANT,),
    "suspend":              (A.APPLICANT, A.HANDLER, A.APPROVERS),
    "resume":               (A.APPLICANT, A.HANDLER, A.APPROVERS),
    "revoke":               (A.APPLICANT, A.HANDLER, A.INVOLVED),
    "close":                (A.APPLICANT, A.HANDLER),
    "withdraw":             (A.APPLICANT, A.HANDLER, A.INVOLVED),
    "lapse":                (A.APPLICANT, A.HANDLER, A.INVOLVED),
    "claim":                (A.FORMER_HANDLER,),
    "assign":               (A.HANDLER, A.FORMER_HANDLER),
    "reassign":             (A.HANDLER, A.FORMER_HANDLER),
    "take_over":            (A.FORMER_HANDLER, A.HANDLERS),
    "nudge":                (A.HANDLER, A.HOLDERS),
    "request_extension":    (A.SUPERVISORS,),
    "grant_extension":      (A.APPLICANT, A.HANDLER),
    "deny_extension":       (A.HANDLER,),
    "warn":                 (A.REMINDED, A.CALLED),
    "yellow_card":          (A.CALLED,),
    "red_card":             (A.CALLED,),
    "answer_order":         NONE,
    "clear_order":          (A.HANDLER,),
    "resettle":             (A.APPLICANT, A.HANDLER, A.SUPERVISORS),
    "first_sign":           (A.APPLICANT,),
    "collect":              NONE,
    "draw_check":           (A.HANDLERS, A.ASSESSORS),
    "recheck":              (A.APPROVERS,),
    "enter_sandbox":        (A.APPLICANT, A.HANDLER),
    "remind_report":        (A.APPLICANT,),
    "report_overdue":       (A.APPLICANT, A.HANDLER),
    "submit_report":        (A.HANDLER,),
    "accept_report":        (A.APPLICANT,),
    "return_report":        (A.APPLICANT,),
    "announce_end":         (A.APPLICANT, A.HANDLER),
    "remind_statement":     (A.APPLICANT,),
    "statement_overdue":    (A.APPLICANT, A.HANDLER),
    "submit_statement":     (A.HANDLER,),
    # Everyone concerned is told by name, with a list of who was told (conduct.telling).
    "stop_data":            NONE,
    "release_data":         NONE,
}
# fmt: on

# What the ladder of a clock says can wait for office hours; its mails never go out at midnight.
WAITS_FOR_THE_OFFICE = frozenset(
    {
        "warn", "yellow_card", "red_card", "resettle", "draw_check",
        "remind_report", "report_overdue", "announce_end", "remind_statement", "statement_overdue",
    }
)  # fmt: skip

# A draft that is withdrawn was never anyone else's business.
SILENT_FROM_DRAFT = frozenset({"withdraw"})
