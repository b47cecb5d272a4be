"""What the template of a decision on a breach needs, and what the finished decision must hold."""

from typing import Any

from .breach_facts import BreachDecisionFacts
from .wording import bare, printed_day


def context(facts: BreachDecisionFacts) -> dict[str, Any]:
    """What documents/notice.html needs; the decision's own wording is documents/notice/breach_decision.html."""
    you = "您" if facts.is_person else "贵单位"
    measures = [bare(measure) for measure in facts.measures]
    return {
        "facts": facts,
        "wording": "documents/notice/breach_decision.html",
        "qr": "",
        "opening": _opening(facts, you),
        "paragraphs": [f"{bare(paragraph)}。" for paragraph in facts.paragraphs],
        "ground": bare(facts.legal_ground),
        "measures": [f"{measure}；" for measure in measures[:-1]] + [f"{measure}。" for measure in measures[-1:]],
        "remedy": bare(facts.remedy),
        "appeal": _appeal(facts),
    }


def key_facts(facts: BreachDecisionFacts) -> list[str]:
    """What the finished text must hold, in the order of the page."""
    names = [facts.issuer, facts.number, facts.heading, facts.addressee, facts.breach_number, *facts.applications]
    sentences = [*facts.paragraphs, facts.legal_ground, *facts.measures, facts.remedy]
    return [text for text in (*names, *map(bare, sentences)) if text]


def _opening(facts: BreachDecisionFacts, you: str) -> str:
    """What went before: the matter, that he was told of it, and whether he answered."""
    numbers = f"（申请编号：{'、'.join(facts.applications)}）" if facts.applications else ""
    said = f"对{you}利用公共数据的情况{numbers}，本单位依据{facts.breach_number}号违规线索进行了核查，"
    said += f"并于{printed_day(facts.told_on)}告知{you}核查的事实和拟作出的处理。"
    if facts.answered_on:
        return f"{said}{you}于{printed_day(facts.answered_on)}提交了陈述申辩，本单位已经研究。"
    return f"{said}{you}在规定期限内没有陈述申辩。" if facts.silent else said


def _appeal(facts: BreachDecisionFacts) -> str:
    if facts.appeal_until is None:
        return ""
    return f"也可以在{printed_day(facts.appeal_until)}前（含当日）向本单位申诉一次，由作出本决定以外的人员处理。"
