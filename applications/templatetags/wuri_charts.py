"""Figures and charts for supervision pages: `{% load wuri_charts %}`. Drawn as SVG with words and tables beside."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from django import template
from django.utils.translation import gettext as _

from . import plots

register = template.Library()


@register.inclusion_tag("components/kpi.html")
def kpi(
    label: str,
    value: Any,
    unit: str = "",
    note: str = "",
    change: str = "",
    lamp: str = "",
    worse: bool = False,
    url: str = "",
    n: int | None = None,
    note_url: str = "",
    note_n: int | None = None,
) -> dict[str, Any]:
    """One figure; inside `<dl class="card kpis" aria-label="…">`. `change` replaces `note`, red when `worse`.

    `url` leads to the cases behind it, of which there are `n` (the value itself, where it is a number of cases);
    `note_url` and `note_n` the same for the note.
    """
    return {
        "url": url,
        "n": value if n is None else n,
        "note_url": note_url,
        "note_n": note_n,
        "label": label,
        "value": value,
        "unit": unit,
        "note": note,
        "change": change,
        "lamp": lamp,
        "tone": "bad" if worse else "good",
    }


@register.inclusion_tag("components/dot_plot.html")
def dot_plot(
    rate: float, target: float = 95.0, low: float = 80.0, url: str = "", n: int | None = None
) -> dict[str, Any]:
    """A rate in percent against its target: a circle at or above, a diamond below, and the number, which leads to the
    `n` cases behind it."""
    return {"dot": plots.dot(rate, target=target, low=low), "rate": f"{rate:.1f}", "url": url, "n": n}


@register.inclusion_tag("components/span_plot.html")
def span_plot(middle: float, far: float, limit: float, most: float) -> dict[str, Any]:
    """Two lengths on one rail from 0 to `most`, with a tick at the limit: a dot for what is usual, a bar to what nearly
    all keep. The numbers stand beside it."""
    return {"span": plots.span(middle, far, limit=limit, most=most)}


@register.filter
def signed(value: float) -> str:
    """+2.5, −8.3, 0.0 (with a true minus sign), for points against a target."""
    return f"{value:+.1f}".replace("-", "−") if round(value, 1) else "0.0"


@register.inclusion_tag("components/spark.html")
def spark(values: Sequence[float], low: float = 80.0, high: float = 100.0, unit: str = "%") -> dict[str, Any]:
    """A small line over months with its values as hidden text."""
    points = plots.spark(values, low=low, high=high)
    return {
        "points": " ".join(f"{x},{y}" for x, y in points),
        "last": points[-1] if points else None,
        "values": [f"{value:g}" for value in values],
        "unit": unit,
    }


@register.inclusion_tag("components/column_chart.html")
def column_chart(
    months: Sequence[tuple[str, int, int]], id: str, title: str, links: Sequence[tuple[str, str]] = ()
) -> dict[str, Any]:
    """Closed cases a month. months: (label, on time, late); `id` must be unique on the page. `links` lead, month by
    month, to the cases of both numbers in the table."""
    chart = plots.columns(months)
    return {"chart": chart, "id": id, "title": title, "rows": list(zip_longest(chart.columns, links))}


@register.inclusion_tag("components/bar_chart.html")
def bar_chart(values: Sequence[tuple[Any, ...]], id: str, title: str, head: str = "") -> dict[str, Any]:
    """Horizontal bars with their numbers. values: (label, count), or (label, count, address of its cases); `head`
    names what the bars stand for in the table."""
    counted = [(str(label), int(count)) for label, count, *_url in values]
    words = _("、").join(f"{label} {count}" for label, count in counted)
    return {
        "rows": [(*pair, *(value[2:] or ("",))) for pair, value in zip(counted, values, strict=True)],
        "title": title,
        "head": head,
        "bars": plots.bars(counted),
        "height": 38 * len(counted) + 4,
        "id": id,
        "words": _("%(title)s：%(values)s") % {"title": title, "values": words},
    }
