"""A case on a page: state, risk, record, documents, check-list; `{% load wuri %}` brings them."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .drawn import drawn
from .marks import CARDS, CHECKS, JOURNAL_MARKS, RISK_WORDS, STATE_TONES
from .wuri_page import icon

register = template.Library()


@register.simple_tag
def state_pill(state: str, label: str) -> SafeString:
    """The state of a case: `{% state_pill case.state case.get_state_display %}`."""
    return drawn("components/state_pill.html", tone=STATE_TONES.get(state, ""), label=str(label))


@register.simple_tag
def risk(level: str) -> SafeString:
    """Three bars and the word; level: low, medium, high, or empty for 未评估."""
    rank, words = RISK_WORDS[level]
    return drawn("components/risk.html", rank=rank, words=str(words))


@register.inclusion_tag("components/card_mark.html")
def card_mark(colour: str) -> dict[str, Any]:
    """A supervision document, never a lamp: yellow 黄牌督办, red 红牌督办."""
    sign, words = CARDS[f"{colour}_card"]
    return {"tone": colour[0], "words": words, "sign": sign}


@register.inclusion_tag("components/journal.html")
def journal(entries: Iterable[Any]) -> dict[str, Any]:
    """The record, newest first. Each entry: title, at (aware moment), text, who, kind (marks.JOURNAL_MARKS, cards)."""
    return {"entries": entries}


@register.simple_tag
def journal_mark(kind: str) -> SafeString:
    """The mark of one entry of the record; a card for a supervision order, the plain tick for an unknown kind."""
    if kind in CARDS:
        return format_html('<span class="cardmark cm-{}">{}</span>', kind[0], CARDS[kind][0])
    return icon(JOURNAL_MARKS.get(kind, "t-done"), "")


@register.simple_tag
def check_mark(state: str) -> SafeString:
    """The symbol of one line of a check-list."""
    return icon(CHECKS[state][0])


@register.simple_tag
def check_words(state: str) -> str:
    """已具备, 缺少 or 待核对."""
    return str(CHECKS[state][1])


@register.inclusion_tag("components/files.html")
def files(documents: Iterable[Any]) -> dict[str, Any]:
    """Documents. Each: title, url, kind (PDF), size (bytes), on (day), note, remove_url; only title is needed."""
    return {"documents": documents}


@register.inclusion_tag("components/upload.html")
def upload(
    url: str,
    label: str = "",
    help: str = "",
    accept: str = "",
    name: str = "file",
    id: str = "",
    errors: Sequence[str] = (),
) -> dict[str, Any]:
    """A row that adds one file: a POST form of its own to `url`; `id` where a page has several."""
    id = id or f"id_{name}"
    described = [f"{id}_helptext"] * bool(help) + [f"{id}_error"] * bool(errors)
    return {
        "id": id,
        "described_by": " ".join(described),
        "url": url,
        "label": label or _("添加材料"),
        "help": help,
        "accept": accept,
        "name": name,
        "errors": errors,
    }


@register.inclusion_tag("components/checklist.html")
def checklist(items: Iterable[Any]) -> dict[str, Any]:
    """What is there and what is not. Each item: title, state (ok, missing, todo), note, url."""
    return {"items": items}
