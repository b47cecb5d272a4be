"""The record of a breach or an incident in sentences, for officials; a respondent reads what was told to him."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.journal_words import Entry

from .models import AppealOutcome, Outcome, Record

Facts = dict[str, Any]

TITLES: dict[str, str | Promise] = {
    "report": gettext_lazy("报告"),
    "take_up": gettext_lazy("受理核查"),
    "identify": gettext_lazy("确定当事人"),
    "examine": gettext_lazy("核查情况"),
    "suspend": gettext_lazy("中止开放"),
    "hear": gettext_lazy("告知并听取陈述申辩"),
    "answer": gettext_lazy("当事人陈述申辩"),
    "decide": gettext_lazy("作出处理决定"),
    "appeal": gettext_lazy("当事人申诉"),
    "decide_appeal": gettext_lazy("处理申诉"),
    "tell": gettext_lazy("告知有关人员"),
    "measure": gettext_lazy("处置措施"),
    "lift": gettext_lazy("解除停用"),
}
KINDS = {"report": "warn", "suspend": "warn", "hear": "warn", "appeal": "warn", "decide": "now", "tell": "file"}


def _taken(facts: Facts) -> str:
    return _("由 %(name)s 转来。") % {"name": facts["taken_from"]} if facts.get("taken_from") else ""


def _identified(facts: Facts) -> str:
    numbers = _("、").join(facts.get("applications", ())) or _("无")
    return _("当事人：%(respondent)s；涉及的申请：%(numbers)s") % {
        "respondent": facts["respondent"],
        "numbers": numbers,
    }


def _suspended(facts: Facts) -> str:
    return _("、").join(facts["applications"]) + "\n" + str(facts["reasons"])


def _heard(facts: Facts) -> str:
    return str(facts["charge"]) + "\n" + _("陈述申辩截止日：%(day)s") % {"day": facts["due_on"]}


def _decided(facts: Facts) -> str:
    lines = [f"{facts['number']} {Outcome(facts['outcome']).label}", facts["reasons"], facts["ground"]]
    if facts.get("until"):
        lines.append(_("列入违规名单至 %(day)s") % {"day": facts["until"]})
    return "\n".join(lines)


def _appeal_decided(facts: Facts) -> str:
    return f"{AppealOutcome(facts['outcome']).label}\n{facts['reasons']}"


def _reported(facts: Facts) -> str:
    return "\n".join(facts[name] for name in ("said_body", "said_data", "facts", "what") if facts.get(name))


def _told(facts: Facts) -> str:
    names = _("、").join(one["name"] for one in facts["to"])
    return _("%(n)d 人：%(names)s") % {"n": len(facts["to"]), "names": names}


SENTENCES: dict[str, Callable[[Facts], str]] = {
    "report": _reported,
    "take_up": _taken,
    "identify": _identified,
    "examine": lambda facts: facts["text"],
    "suspend": _suspended,
    "hear": _heard,
    "answer": lambda facts: facts["statement"],
    "decide": _decided,
    "appeal": lambda facts: facts["grounds"],
    "decide_appeal": _appeal_decided,
    "tell": _told,
    "measure": lambda facts: facts["text"],
    "lift": lambda facts: facts["reason"],
}


def sentences(record: Iterable[Record]) -> list[Entry]:
    """Newest first, as components/journal.html draws it. Each with its `actor`."""
    return [
        Entry(
            title=str(TITLES[one.name]),
            at=one.at,
            text=SENTENCES[one.name](one.facts),
            who=one.actor.name if one.actor else "",
            kind=KINDS.get(one.name, "done"),
        )
        for one in sorted(record, key=lambda one: -one.seq)
    ]
