"""Figures and charts for supervision pages: `{% load wuri_charts %}`. Drawn as SVG with words and tables beside."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.translation import gettext as _

from . import plots

register = template.Library()


@register.inclusion_tag("components/kpi.html")
def kpi(
    label: str, value: Any, unit: str = "", note: str = "", change: str = "", lamp: str = "", worse: bool = False
) -> dict[str, Any]:
    """One figure; inside `<dl class="card kpis" aria-label="…">`. `change` replaces `note`, red when `worse`."""
    return {
        "label": label,
        "value": value,
        "unit": unit,
        "note": note,
        "change": change,
        "lamp": lamp,
        "tone": "bad" if worse else "good",
    }


@register.inclusion_tag("components/dot_plot.html")
def dot_plot(rate: float, target: float = 95.0, low: float = 80.0) -> dict[str, Any]:
    """A rate in percent against its target: a circle at or above, a diamond below, and the number."""
    return {"dot": plots.dot(rate, target=target, low=low), "rate": f"{rate:.1f}"}


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
def column_chart(months: Sequence[tuple[str, int, int]], id: str, title: str) -> dict[str, Any]:
    """Closed cases a month. months: (label, on time, late); `id` must be unique on the page."""
    return {"chart": plots.columns(months), "id": id, "title": title}


@register.inclusion_tag("components/bar_chart.html")
def bar_chart(values: Sequence[tuple[str, int]], id: str, title: str) -> dict[str, Any]:
    """Horizontal bars with their numbers. values: (label, count)."""
    words = _("、").join(f"{label} {count}" for label, count in values)
    return {
        "bars": plots.bars(values),
        "height": 38 * len(values) + 4,
        "id": id,
        "words": _("%(title)s：%(values)s") % {"title": title, "values": words},
    }
