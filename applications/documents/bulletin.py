"""What the template of a monthly bulletin needs, and what the finished bulletin must hold."""

from typing import Any

from .bulletin_facts import BulletinCase, BulletinFacts, BulletinLine
from .wording import han_numeral, printed_day

SECTIONS = ("whole", "departments", "late", "overdue", "orders")


def context(facts: BulletinFacts) -> dict[str, Any]:
    """What documents/bulletin.html needs. Sections that have nothing to tell are left out and leave no gap."""
    there = [name for name in SECTIONS if getattr(facts, name)]
    return {
        "facts": facts,
        "month": f"{facts.first.year}年{facts.first.month}月",
        "number_of": {name: han_numeral(place) for place, name in enumerate(there, start=1)},
        "change": change(facts.change),
        "below": "、".join(line.name for line in facts.departments if is_below(line, facts.target)),
        "late_left": facts.whole.late - len(facts.late),
        "overdue_left": facts.whole.overdue - len(facts.overdue),
    }


def change(points: str) -> str:
    """较上月上升1.4个百分点; empty where either month has no rate."""
    if not points:
        return ""
    size = points.lstrip("+-")
    if size == "0.0":
        return "，与上月持平"
    return f"，较上月{'下降' if points.startswith('-') else '上升'}{size}个百分点"


def is_below(line: BulletinLine, target: str) -> bool:
    """Whether a department that gave replies missed the target."""
    return bool(line.rate) and float(line.rate) < float(target)


def key_facts(facts: BulletinFacts) -> list[str]:
    """What the finished text must hold."""
    held = [facts.issuer, facts.number, printed_day(facts.first), printed_day(facts.last), facts.whole.rate]
    held += [line.name for line in facts.departments]
    return held + [text for case in (*facts.late, *facts.overdue) for text in said_of(case)]


def said_of(case: BulletinCase) -> list[str]:
    """What a line of a table must show."""
    return [case.number, case.title, case.reason]
