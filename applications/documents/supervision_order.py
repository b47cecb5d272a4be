"""What the template of a supervision order needs, and what the finished order must hold."""

from typing import Any

from .order_facts import OrderDays, OrderFacts
from .wording import bare, han_numeral, printed_day

SECTIONS = ("days", "answer", "clearing")


def context(facts: OrderFacts) -> dict[str, Any]:
    """What documents/supervision_order.html needs. Sections are numbered as they are there."""
    there = [name for name in SECTIONS if getattr(facts, name)]
    return {
        "facts": facts,
        "card": "红牌督办" if facts.is_red else "黄牌督办",
        "number_of": {name: han_numeral(place) for place, name in enumerate(there, start=1)},
        "days": [(span(one), one.counts, one.remark) for one in facts.days],
        "explanation": lines(facts.answer.explanation) if facts.answer else [],
        "clearing_reasons": lines(facts.clearing.reasons) if facts.clearing else [],
    }


def lines(text: str) -> list[str]:
    """The paragraphs of what was typed, without what ends the last one."""
    return [line.strip() for line in bare(text).splitlines() if line.strip()]


def span(days: OrderDays) -> str:
    """2026年9月18日; 2026年10月1日至8日; with the month or year again where it changes."""
    first, last = printed_day(days.first), printed_day(days.last)
    if days.first == days.last:
        return first
    for known in (f"{days.first.year}年{days.first.month}月", f"{days.first.year}年"):
        if last.startswith(known):
            return f"{first}至{last.removeprefix(known)}"
    return f"{first}至{last}"


def key_facts(facts: OrderFacts) -> list[str]:
    """What the finished text must hold."""
    held = [facts.issuer, facts.number, facts.department, facts.application_number, facts.dataset_title]
    held += [printed_day(facts.missed_on), printed_day(facts.due_on)]
    if facts.answer:
        held += [facts.answer.reason, bare(facts.answer.explanation), printed_day(facts.answer.planned_on)]
    if facts.clearing:
        held.append(bare(facts.clearing.reasons))
    return held
