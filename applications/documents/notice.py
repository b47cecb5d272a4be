"""What the notice template needs, and what the finished notice must hold."""

from typing import Any

from .notice_facts import NoticeFacts
from .wording import bare


def context(facts: NoticeFacts) -> dict[str, Any]:
    """What documents/notice.html needs; the wording of each kind stands in documents/notice/<kind>.html."""
    you, number = "您" if facts.is_person else "贵单位", facts.application_number
    return {
        "facts": facts,
        "wording": f"documents/notice/{facts.kind}.html",
        "you": you,
        # Every notice begins so. Not an included template: its last line break would be a blank in the sentence.
        "opening": f"{you}提交的{number}号申请（申请利用有条件开放的公共数据“{facts.dataset_title}”）",
        "paragraphs": [f"{bare(paragraph)}。" for paragraph in facts.paragraphs],
        "items": [f"{bare(item)}；" for item in facts.items[:-1]] + [f"{bare(item)}。" for item in facts.items[-1:]],
        "ground": bare(facts.legal_ground),
        "appeal": bare(facts.appeal),
    }


def key_facts(facts: NoticeFacts) -> list[str]:
    """What the finished text must hold, in the order of the page."""
    sentences = [*facts.paragraphs, *facts.items, facts.legal_ground, facts.appeal]
    names = [
        facts.issuer,
        facts.number,
        facts.heading,
        facts.addressee,
        facts.application_number,
        facts.dataset_title,
    ]
    return [text for text in (*names, *map(bare, sentences)) if text]
