"""What the page of an agreement is made of, and what its finished text must hold."""

from collections.abc import Iterator
from typing import Any

from .clauses.articles import Article, Clause, Kind
from .clauses.standard import worded
from .facts import AgreementFacts
from .wording import printed_day

# How many of the last clauses stand on the page of the signatures.
WITH_SIGNATURES = 2
# About how many characters are read before one says so.
PART_SIGNS = 700

# The places of the two seals and of the archive's time stamp, as Sheet.fields wants them. The elements stand in
# documents/agreement/signatures.html; the names are part of what is archived and never change.
SEAL_FIELDS: dict[str, list[Any]] = {
    "DataUser": ["seal-of-data-user", "乙方签章", 60, 52],
    "DataProvider": ["seal-of-data-provider", "甲方签章", 60, 52],
    "ArchiveTimeStamp": ["seal-of-data-provider", "归档时间戳", 0, 0],
}


def context(facts: AgreementFacts) -> dict[str, Any]:
    """What documents/agreement.html needs. Raises MissingFact where the standard wording names what is not there."""
    facts = worded(facts)
    body, closing = parted(facts.articles)
    return {"facts": facts, "articles": body, "closing": closing, "on_page": False}


def parted(articles: tuple[Article, ...]) -> tuple[list[Article], Article]:
    """The articles without their last clauses, and these: signatures never stand alone on a page."""
    *body, last = articles
    before, after = last.clauses[:-WITH_SIGNATURES], last.clauses[-WITH_SIGNATURES:]
    if not before:
        return body, last
    return [*body, Article(number=last.number, title=last.title, clauses=before)], Article(clauses=after)


def reading_parts(facts: AgreementFacts) -> list[list[Article]]:
    """The articles as they are read on a page before signing: whole articles, each part about a screen or two."""
    parts: list[list[Article]] = [[]]
    room = PART_SIGNS
    for article in worded(facts).articles:
        length = sum(len(clause.text) for clause in article.clauses)
        if parts[-1] and length > room:
            parts.append([])
            room = PART_SIGNS
        parts[-1].append(article)
        room -= length
    return parts


def key_facts(facts: AgreementFacts) -> list[str]:
    """What the finished text must hold, in the order of the page."""
    return [text for text in _key_facts(worded(facts)) if text]


def _key_facts(facts: AgreementFacts) -> Iterator[str]:
    yield from (facts.number, facts.title)
    for party in (facts.party_a, facts.party_b):
        yield from (party.name, party.credit_code, party.id_number, party.address, party.contact, party.phone)
    yield from (facts.application_number, printed_day(facts.decided_on))
    for article in facts.articles:
        yield f"{article.number}{article.title}"
        for clause in article.clauses:
            yield from _of_clause(clause, facts)
    yield facts.terms_digest


def _of_clause(clause: Clause, facts: AgreementFacts) -> Iterator[str]:
    if clause.kind != Kind.TABLE:
        yield f"{clause.number}{clause.text}"
        return
    for row in facts.datasets:
        yield from (row.title, row.code, row.provider, row.update_frequency, row.delivery_mode)
        yield "、".join(row.fields)
