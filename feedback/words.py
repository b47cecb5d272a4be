"""The record of a matter in sentences. Its author and the public read of departments, the office of people too."""

from collections.abc import Iterable

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from applications.journal_words import Entry
from applications.templatetags.dates import long_date

from .law import LAW
from .models import MatterEntry, Outcome

# What everybody may read of a demand.
PUBLIC = frozenset({"assign", "take", "answer", "open"})
KINDS = {"dispute": "warn", "yellow_card": "yellow_card", "red_card": "red_card", "warn": "warn", "resettle": "warn"}


def entries(rows: Iterable[MatterEntry], *, office: bool, public: bool = False) -> list[Entry]:
    """Newest first; each row with its actor and its matter."""
    shown = [row for row in rows if not public or row.name in PUBLIC]
    return [_entry(row, office) for row in sorted(shown, key=lambda row: row.seq, reverse=True)]


def _entry(row: MatterEntry, office: bool) -> Entry:
    return Entry(
        title=str(LAW[row.name].title), at=row.at, text=_text(row, office), who=_who(row, office),
        kind=KINDS.get(row.name, "done"),
    )  # fmt: skip


def _who(row: MatterEntry, office: bool) -> str:
    if row.actor is None:
        return _("系统")
    if row.actor_id == row.matter.author_id:
        return _("提出人")
    if office:
        return row.actor.name
    return _("督办人员") if row.name in ("assign", "decline", "uphold", "send_back", "clear_order") else _("办理单位")


def _text(row: MatterEntry, office: bool) -> str:
    facts = row.facts
    if row.name == "answer":
        return f"{Outcome(facts['outcome']).label}\n{facts['text']}"
    if row.name in ("assign", "transfer"):
        said = _("由%(name)s办理。") % {"name": facts["to_name"]}
        return "\n".join([said, facts.get("reasons") or (office and facts.get("remark")) or ""]).strip()
    if row.name == "take":
        return _("承办人：%(name)s") % {"name": facts["handler"]} if office else ""
    if row.name == "resettle":
        return _("届满日由 %(old)s调整为 %(new)s。") % {"old": _day(facts["old"]), "new": _day(facts["due_on"])}
    if row.name in ("warn", "yellow_card", "red_card"):
        return _card(row)
    return str(facts.get("reasons", ""))


def _card(row: MatterEntry) -> str:
    due, limit = _day(row.facts["due_on"]), row.facts.get("limit_on")
    if row.name == "warn":
        return _("期限于 %(day)s届满。") % {"day": due}
    said = _("期限已于 %(day)s届满，没有答复。") % {"day": due}
    order = row.facts.get("order", "")
    if limit:
        return said + _("督办单 %(number)s，应于 %(day)s前销号。") % {"number": order, "day": _day(limit)}
    return said


def _day(text: str) -> str:
    day = parse_date(text)
    return long_date(day) if day else ""
