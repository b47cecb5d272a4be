"""Clocks on a page: lamp, words, blocks, the big number, steps, the calendar strip; `{% load wuri %}` brings them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from . import standing_words, strip_layout, strip_words
from .drawn import drawn
from .marks import STEP_WORDS

register = template.Library()


@register.simple_tag
def lamp(standing: standing_words.Standing | None) -> str:
    """The badge: icon and 「黄灯·临近期限」; nothing where there is no clock."""
    return _lamp(standing, standing_words.lamp_words(standing), badge=True) if standing else ""


@register.simple_tag
def time_left(standing: standing_words.Standing | None) -> str:
    """Icon and 「剩余 3 个工作日」, in a line of text or a cell; nothing where no clock runs."""
    return _lamp(standing, standing_words.time_words(standing)) if standing else ""


def _lamp(standing: standing_words.Standing, words: str, *, badge: bool = False) -> SafeString:
    symbol = f"l-{standing.lamp}"
    return drawn("components/lamp.html", tone=str(standing.lamp), symbol=symbol, words=words, badge=badge)


@register.inclusion_tag("components/segments.html")
def segments(standing: standing_words.Standing) -> dict[str, Any]:
    """One block per working day of the limit; decoration beside the words."""
    return {"blocks": standing_words.blocks(standing)}


@register.simple_tag
def time_cell(standing: standing_words.Standing | None, note: str = "") -> SafeString:
    """The inside of a queue's first cell; `note` replaces the line with the due day."""
    words = note or (standing_words.due_words(standing) if standing else "")
    return drawn("components/time_cell.html", standing=standing, note=words)


@register.filter
def row_class(standing: standing_words.Standing | None) -> str:
    """The class of a queue's row: row-red, row-amber or nothing."""
    return f"row-{standing.lamp}" if standing and standing.lamp in ("red", "amber") else ""


@register.inclusion_tag("components/clock_hero.html")
def clock_hero(
    standing: standing_words.Standing, title: str, promise: str, reason: str = "", closed_on: date | None = None
) -> dict[str, Any]:
    """The big number. `promise` ends the sentence 「应于 … 前<作出决定>」; `reason` names what paused (补正)."""
    return {
        "standing": standing,
        "face": f"components/clock/{standing_words.face(standing)}.html",
        "title": title,
        "promise": promise,
        "closed_on": closed_on,
        "words": standing_words.time_words(standing),
        "due": standing_words.spoken_due(standing),
        "used": standing_words.used_words(standing),
        "excluded": standing_words.excluded_words(standing, reason),
        "provisional": standing_words.is_provisional(standing),
    }


@register.inclusion_tag("components/turn_card.html")
def turn_card(
    stage: str, rows: Iterable[tuple[str, Any]] = (), todo: str = "", tone: str = "ok", url: str = "", action: str = ""
) -> dict[str, Any]:
    """Beside the clock: the stage, who has it, what the reader has to do. tone: ok, act or info."""
    icons = {"ok": "l-green", "act": "l-amber", "info": "i-info"}
    facts = {"stage": stage, "rows": rows, "todo": todo, "url": url, "action": action}
    return facts | {"tone": tone, "symbol": icons[tone]}


@register.inclusion_tag("components/steps.html")
def steps(items: Iterable[Mapping[str, Any]], label: str = "") -> dict[str, Any]:
    """The stages in a row. Each item: title, state (done, now, todo, stop), note."""
    return {"items": items, "label": label or _("办理环节")}


@register.simple_tag
def step_words(state: str) -> str:
    """What a screen reader hears after the name of a step."""
    return str(STEP_WORDS[state])


@register.inclusion_tag("components/calendar_strip.html")
def calendar_strip(
    days: Sequence[strip_words.Day],
    today: date,
    lamp: str = "amber",
    ended_on: date | None = None,
    event: str = "",
    flag: str = "",
    sign: str = "",
) -> dict[str, Any]:
    """Why this date, day by day; for a stopped clock `ended_on` stands in the place of today.

    `event`, `flag` (two characters) and `sign` (one) name what started the clock, by default the receipt.
    """
    start = _start(event, flag, sign)
    look = strip_words.Look(ended_on or today, lamp, start, ended=ended_on is not None)
    rows = strip_layout.rows(days, look)
    return {
        "rows": rows,
        "lamp": lamp,
        "low": bool(rows) and rows[-1].low,
        "sentence": strip_words.sentence(days, look),
        "legend": strip_layout.legend(days, look),
        "sources": strip_layout.sources(days),
        "make_up_sign": strip_layout.MAKE_UP,
        "provisional": any(strip_words.is_open(day, look) for day in days),
    }


def _start(event: str, flag: str, sign: str) -> strip_words.Start:
    return strip_words.Start(
        event or _("收到申请"),
        flag or pgettext("calendar flag", "收到"),
        sign or pgettext("calendar sign", "收"),
    )
