"""Which articles an agreement has and how they are numbered; the wording stands in the template."""

from collections.abc import Callable, Iterator
from typing import Any

from .facts import AgreementFacts
from .wording import bare, han_numeral, printed_day


def _always(facts: AgreementFacts) -> bool:
    return True


# In the order of the page. An article whose condition does not hold is left out and the rest move up; the template
# asks for numbers by these names, in headings and in references to other articles.
ARTICLES: dict[str, Callable[[AgreementFacts], bool]] = {
    "scope": _always,
    "purpose": _always,
    "term": _always,
    "delivery": _always,
    "quota": lambda facts: bool(bare(facts.quota)),
    "conditions": lambda facts: bool(_lines(facts.conditions)),
    "security": _always,
    "no_transfer": _always,
    "publication": _always,
    "reports": lambda facts: facts.use_report_interval_months is not None,
    "supervision": _always,
    "termination": _always,
    "destruction": _always,
    "breach": _always,
    "disputes": _always,
    "effect": _always,
}

# The places of the two seals and of the archive's time stamp, as Sheet.fields wants them. The elements stand in
# documents/agreement/signatures.html; the names are part of what is archived and never change.
SEAL_FIELDS: dict[str, list[Any]] = {
    "DataUser": ["seal-of-data-user", "乙方签章", 60, 52],
    "DataProvider": ["seal-of-data-provider", "甲方签章", 60, 52],
    "ArchiveTimeStamp": ["seal-of-data-provider", "归档时间戳", 0, 0],
}


def article_numbers(facts: AgreementFacts) -> dict[str, str]:
    """{"scope": "第一条", …} for the articles that this agreement has."""
    present = [name for name, holds in ARTICLES.items() if holds(facts)]
    return {name: f"第{han_numeral(place)}条" for place, name in enumerate(present, start=1)}


def context(facts: AgreementFacts) -> dict[str, Any]:
    """What documents/agreement.html needs. Sentences end in one full stop, however they were typed."""
    return {
        "facts": facts,
        "article": article_numbers(facts),
        "purpose": bare(facts.purpose),
        "quota": bare(facts.quota),
        "conditions": [f"{line}。" for line in _lines(facts.conditions)],
        "measures": [f"{line}。" for line in _lines(facts.security_measures)],
    }


def _lines(texts: tuple[str, ...]) -> list[str]:
    """One entry for each line that says something: people type several sentences into one field."""
    return [line for text in texts for line in map(bare, text.splitlines()) if line]


def key_facts(facts: AgreementFacts) -> list[str]:
    """What the finished text must hold, in the order of the page."""
    return [text for text in _key_facts(facts) if text]


def _key_facts(facts: AgreementFacts) -> Iterator[str]:
    yield from (facts.number, facts.title)
    for party in (facts.party_a, facts.party_b):
        yield from (party.name, party.credit_code, party.id_number, party.address, party.contact, party.phone)
    yield from (facts.application_number, printed_day(facts.decided_on))
    for row in facts.datasets:
        yield from (row.title, row.code, row.provider, row.update_frequency, row.delivery_mode)
        yield "、".join(row.fields)
    yield from (
        bare(facts.purpose),
        printed_day(facts.starts_on),
        printed_day(facts.ends_on),
        bare(facts.quota),
    )
    yield from _lines(facts.conditions) + _lines(facts.security_measures)
    yield facts.terms_digest
