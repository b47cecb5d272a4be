"""Geometry of the charts: numbers in, places in an SVG's own units out. No markup here."""

from collections.abc import Sequence
from dataclasses import dataclass

RAIL = (3.0, 97.0)  # percent of the width that a dot plot's rail takes


@dataclass(frozen=True)
class Dot:
    """A rate against its target on one rail; `at` and `goal` in percent of the width."""

    at: float
    goal: float
    below: bool


def dot(rate: float, *, target: float, low: float, high: float = 100.0) -> Dot:
    """Places of a rate and its target on an axis from `low` to `high`; a rate outside the axis sits at its end."""

    def place(value: float) -> float:
        share = (min(max(value, low), high) - low) / (high - low)
        return round(RAIL[0] + share * (RAIL[1] - RAIL[0]), 1)

    return Dot(place(rate), place(target), rate < target)


def spark(values: Sequence[float], *, low: float, high: float) -> list[tuple[float, float]]:
    """Points of a small line in a box of 80 by 26, the first at the left."""
    if not values:
        return []
    step = 72 / max(len(values) - 1, 1)
    scale = 18 / ((high - low) or 1)
    return [
        (round(4 + i * step, 1), round(22 - (min(max(v, low), high) - low) * scale, 1)) for i, v in enumerate(values)
    ]


@dataclass(frozen=True)
class Span:
    """Places on one rail in percent of the width: where it begins, what is usual, what nearly all keep, the limit."""

    zero: float
    middle: float
    far: float
    limit: float
    beyond: bool


def span(middle: float, far: float, *, limit: float, most: float) -> Span:
    """Places on an axis from 0 to `most`; what lies beyond it sits at its end."""

    def place(value: float) -> float:
        return round(RAIL[0] + min(max(value, 0) / (most or 1), 1) * (RAIL[1] - RAIL[0]), 1)

    return Span(place(0), place(middle), place(far), place(limit), far > limit)


@dataclass(frozen=True)
class Column:
    """One month: a solid part and, above it, a late part; y and heights in the chart's units."""

    label: str
    x: float
    middle: float
    y: float
    height: float
    late_y: float
    late_height: float
    on_time: int
    late: int

    @property
    def top(self) -> float:
        return round((self.late_y if self.late else self.y) - 7, 1)

    @property
    def total(self) -> int:
        return self.on_time + self.late

    @property
    def rate(self) -> int:
        return round(100 * self.on_time / self.total) if self.total else 100


@dataclass(frozen=True)
class ColumnChart:
    """Columns from a zero line at 236 up to 34 in a drawing of 620 by 270."""

    columns: tuple[Column, ...]
    ticks: tuple[tuple[int, float], ...]


def columns(months: Sequence[tuple[str, int, int]]) -> ColumnChart:
    """months: (label, closed on time, closed late). The axis always begins at 0."""
    top = nice_top(max((on_time + late for _, on_time, late in months), default=0))
    scale, slot = 202 / top, 570 / max(len(months), 1)
    drawn = tuple(_column(month, 40 + slot * (i + 0.5), scale) for i, month in enumerate(months))
    ticks = tuple((round(top * k / 3), round(236 - 202 * k / 3, 1)) for k in range(4))
    return ColumnChart(drawn, ticks)


def _column(month: tuple[str, int, int], middle: float, scale: float) -> Column:
    label, on_time, late = month
    height = round(on_time * scale, 1)
    gap = 2 if late and on_time else 0
    late_height = round(late * scale, 1)
    y = round(236 - height, 1)
    late_y = round(y - gap - late_height, 1)
    return Column(label, round(middle - 21, 1), round(middle, 1), y, height, late_y, late_height, on_time, late)


def nice_top(most: int) -> int:
    """The end of an axis with three equal steps: 3, 6, 15, 30, 60, 150 and so on, never below the largest value."""
    steps = [1, 2, 5]
    while 3 * steps[-1] < most:
        steps.append(steps[-3] * 10)
    return 3 * next(step for step in steps if 3 * step >= most)


@dataclass(frozen=True)
class Bar:
    """One line of a bar chart in a drawing 340 wide; the bar begins at 84."""

    label: str
    value: int
    y: int
    length: float

    @property
    def end(self) -> float:
        return round(92 + self.length, 1)


def bars(values: Sequence[tuple[str, int]]) -> list[Bar]:
    """Horizontal bars, 38 apart, the longest 210 long."""
    most = max((value for _, value in values), default=0) or 1
    return [Bar(label, value, 12 + 38 * i, round(210 * value / most, 1)) for i, (label, value) in enumerate(values)]
