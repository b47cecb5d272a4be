"""A decision on a breach as an official document (违规处理决定书)."""

from django.utils.timezone import localdate
from django.utils.translation import override

from accounts.models import Organisation
from applications.documents.breach_facts import BreachDecisionFacts
from applications.documents.party import PartyKind
from applications.documents.wording import printed_day

from .models import Breach, Finding, Hearing, Outcome


def has_paper(breach: Breach) -> bool:
    """A decision is served on somebody who was heard; what nobody was told of has none."""
    return hasattr(breach, "finding") and hasattr(breach, "hearing") and bool(breach.respondent)


def decision_facts(breach: Breach) -> BreachDecisionFacts:
    """What the decision says; raises MissingFact where there is no authority to issue it. Always in Chinese."""
    finding, hearing = breach.finding, breach.hearing
    issued_on = localdate(finding.at)
    numbers = breach.applications.order_by("pk").values_list("case__number", flat=True)
    with override("zh-hans"):
        return BreachDecisionFacts(
            number=finding.number,
            addressee=breach.respondent,
            addressee_kind=PartyKind(breach.body.kind) if breach.body else PartyKind.NATURAL_PERSON,
            breach_number=breach.number,
            applications=tuple(number for number in numbers if number),
            issuer=Organisation.name_of_authority(),
            issued_on=issued_on,
            told_on=localdate(hearing.asked_at),
            answered_on=localdate(hearing.said_at) if hearing.said_at else None,
            silent=is_silent(hearing, finding),
            paragraphs=tuple(line.strip() for line in finding.reasons.splitlines() if line.strip()),
            legal_ground=finding.ground,
            measures=measures(breach, finding),
            remedy=finding.remedy,
            appeal_until=finding.appeal_until,
        )


def is_silent(hearing: Hearing, finding: Finding) -> bool:
    """Whether the limit for an answer had ended without one."""
    return hearing.said_at is None and hearing.due_on < localdate(finding.at)


def measures(breach: Breach, finding: Finding) -> tuple[str, ...]:
    """What is decided, each as half a sentence."""
    you = "贵单位" if breach.body else "您"
    if finding.outcome == Outcome.WARNED:
        return (f"对{you}给予警告，责令改正",)
    if finding.outcome == Outcome.UNFOUNDED:
        return ()
    entry = finding.entry
    ended = (f"终止向{you}开放上述申请涉及的公共数据",) if breach.applications.exists() else ()
    return (*ended, f"将{you}列入违规名单，自{printed_day(entry.since)}起至{printed_day(entry.until)}止")
