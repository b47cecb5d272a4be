"""Parts of any page: icons, notices, cards, lists of links, the foot of a list; `{% load wuri %}` brings them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.core.paginator import Page
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from . import paging
from .marks import NOTE_ICONS

register = template.Library()


@register.simple_tag
def icon(name: str, css: str = "ico") -> SafeString:
    """A symbol of the sprite, for instance `{% icon "i-file" %}`; always decoration."""
    return format_html('<svg class="{}" aria-hidden="true" focusable="false"><use href="#{}"/></svg>', css, name)


@register.simple_tag
def lamp_icon(colour: str) -> SafeString:
    """The bare symbol of a lamp (green, amber, red, grey, done), for counts; words must stand beside it."""
    return icon(f"l-{colour}", "")


@register.simple_block_tag
def note(content: SafeString, tone: str = "info") -> str:
    """A notice: info, success, warning or error."""
    return render_to_string("components/note.html", {"content": content, "tone": tone, "symbol": NOTE_ICONS[tone]})


@register.simple_block_tag
def card(content: SafeString, title: str, id: str, hint: str = "", flush: bool = False, css: str = "") -> str:
    """A titled box; `id` names its heading and must be unique; `flush` for tables that touch the edges."""
    facts = {"content": content, "title": title, "id": id, "hint": hint, "flush": flush, "css": css}
    return render_to_string("components/card.html", facts)


@register.simple_block_tag
def dialog(content: SafeString, label: str, css: str = "btn", tone: str = "", open: bool = False) -> str:
    """A button that unfolds its form below, without JavaScript; tone "bad" for what cannot be undone."""
    facts = {"content": content, "label": label, "css": css, "tone": tone, "open": open}
    return render_to_string("components/dialog.html", facts)


@register.inclusion_tag("components/empty_state.html")
def empty_state(title: str, text: str, url: str = "", action: str = "", icon: str = "i-inbox") -> dict[str, Any]:
    """An empty list that says why it is empty and what to do next."""
    return {"title": title, "text": text, "url": url, "action": action, "symbol": icon}


@register.inclusion_tag("components/kv.html")
def kv(rows: Iterable[tuple[str, Any]], wide: bool = False) -> dict[str, Any]:
    """Names and values; an empty value shows 「—」."""
    return {"rows": rows, "wide": wide}


@register.inclusion_tag("components/tabs.html")
def tabs(items: Iterable[Mapping[str, Any]], label: str) -> dict[str, Any]:
    """Each item: label, url, current, count."""
    return {"items": items, "label": label}


@register.inclusion_tag("components/chips.html")
def chips(items: Iterable[Mapping[str, Any]], label: str) -> dict[str, Any]:
    """Each item: label, url, current, count, lamp (green, amber, red, grey, done or nothing)."""
    return {"items": items, "label": label}


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context: Context, page: Page, name: str = "page") -> dict[str, Any]:
    """The foot of a list; keeps the other parameters of the address."""
    request = context.get("request")
    return {"page": page, "links": list(paging.links(page, request.GET if request else None, name))}


@register.inclusion_tag("components/messages.html")
def message_list(messages: Iterable[Any]) -> dict[str, Any]:
    """Django's messages as notices; base.html calls it."""
    return {"messages": [(m, NOTE_ICONS.get(m.level_tag, "i-info")) for m in messages]}


@register.simple_tag
def button_class(attrs: Mapping[str, Any]) -> str:
    """The look of a button on allauth's own pages, from the tags it gives (templates/allauth/elements/)."""
    tags = attrs.get("tags") or []
    looks = {"danger": "btn-d", "link": "btn-link", "outline": "btn-o", "secondary": "btn-o"}
    look = next((look for tag, look in looks.items() if tag in tags), "btn-o" if attrs.get("href") else "btn-p")
    return f"btn {look} btn-s" if "minor" in tags else f"btn {look}"
