"""The law as a picture: Mermaid for texts, SVG for people without tools. Plain text out of the table, nothing else."""

from xml.sax.saxutils import escape

from .lifecycle import LIFECYCLE, Transition
from .states import TERMINAL, State

# Where a state stands in the picture: column and row. The main path runs down the middle.
PLACES: dict[State, tuple[int, int]] = {
    State.DRAFT: (1, 0),
    State.SUBMITTED: (1, 1),
    State.SUPPLEMENT: (0, 2),
    State.ASSESSING: (1, 2),
    State.CONSULTING: (0, 3),
    State.DECIDING: (1, 3),
    State.AGREEMENT: (1, 4),
    State.SEALING: (1, 5),
    State.DELIVERING: (1, 6),
    State.IN_USE: (1, 7),
    State.SUSPENDED: (0, 7),
    State.CLOSED: (1, 8),
    State.NOT_ACCEPTED: (2, 1),
    State.REFUSED: (2, 3),
    State.REVIEWING: (2, 2),
    State.LAPSED: (2, 4),
    State.WITHDRAWN: (2, 5),
    State.REVOKED: (2, 6),
}
COLUMN, ROW, WIDTH, HEIGHT, MARGIN = 300, 96, 132, 40, 40
# Transitions out of so many states, or so far, that their arrows would hide the rest are told in the legend.
FROM_MANY = 4
FAR = 2


def by_whom(row: Transition) -> str:
    """The capacities of a row, in the order of the law."""
    return "、".join(str(capacity.label) for capacity in type(next(iter(row.by))) if capacity in row.by)


def mermaid() -> str:
    """A stateDiagram-v2 with one line for every (source, target) of every row."""
    lines = ["stateDiagram-v2", f"    [*] --> {State.DRAFT.value}"]
    lines += [f"    {state.value}: {state.label}" for state in State]
    for row in LIFECYCLE:
        lines += [f"    {s.value} --> {g.value}: {row.title}（{by_whom(row)}）" for s, g in row.edges]
    lines += [f"    {state.value} --> [*]" for state in State if state in TERMINAL]
    return "\n".join(lines) + "\n"


def svg() -> str:
    """A picture that needs no tool: boxes for states, arrows for transitions, a legend for those from many states."""
    width = MARGIN * 2 + COLUMN * 2 + WIDTH
    told = [row for row in LIFECYCLE if any(not _is_drawn(row, *edge) for edge in row.edges)]
    height = MARGIN * 2 + ROW * 8 + HEIGHT + 28 * (len(told) + 1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" aria-labelledby="t">',
        '<title id="t">办件状态图</title>',
        "<style>text{font:13px sans-serif;fill:#17212e}.s{fill:#fff;stroke:#1461bd;stroke-width:1.5}"
        ".e{fill:#edf0f3;stroke:#5d6b7a;stroke-width:1.5}path{fill:none;stroke:#566373;stroke-width:1.2}"
        ".l{font-size:11px;fill:#3b4858}</style>",
        '<defs><marker id="a" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path d="M0 0L8 4L0 8z" style="fill:#566373;stroke:none"/></marker></defs>',
    ]
    for source, target, titles in _arrows():
        parts.append(_arrow(source, target, titles))
    parts += [_box(state) for state in State]
    top = MARGIN + ROW * 8 + HEIGHT + 36
    parts += [_legend(row, top + 28 * place) for place, row in enumerate(told)]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _is_drawn(row: Transition, source: State, target: State) -> bool:
    """Whether an edge is an arrow; one that leads back to its own state stands beside the arrow of its sibling."""
    (c1, r1), (c2, r2) = PLACES[source], PLACES[target]
    near = abs(c1 - c2) < FAR and abs(r1 - r2) < FAR
    return len(row.sources) < FROM_MANY and (near or source == target)


def _arrows() -> list[tuple[State, State, list[str]]]:
    """The arrows to draw, those with the same ends as one."""
    drawn: dict[tuple[State, State], list[str]] = {}
    for row in LIFECYCLE:
        for source, target in row.edges:
            if source != target and _is_drawn(row, source, target):
                drawn.setdefault((source, target), []).append(str(row.title))
    return [(source, target, titles) for (source, target), titles in drawn.items()]


def _centre(state: State) -> tuple[int, int]:
    column, row = PLACES[state]
    return MARGIN + column * COLUMN + WIDTH // 2, MARGIN + row * ROW + HEIGHT // 2


def _arrow(source: State, target: State, titles: list[str]) -> str:
    (x1, y1), (x2, y2) = _centre(source), _centre(target)
    if x1 == x2:
        shift = 26 if y2 < y1 else 0
        y1, y2 = (y1 + HEIGHT // 2, y2 - HEIGHT // 2) if y2 > y1 else (y1 - HEIGHT // 2, y2 + HEIGHT // 2)
        x1 += shift
        x2 += shift
        label_x, anchor = (x1 + 8, "start") if shift else (x1 - 8, "end")
    else:
        side = WIDTH // 2 if x2 > x1 else -WIDTH // 2
        back = 9 if PLACES[source][0] < PLACES[target][0] else -9
        x1, x2, y1, y2 = x1 + side, x2 - side, y1 + back, y2 + back
        label_x, anchor = (x1 + x2) // 2, "middle"
    label_y = (y1 + y2) // 2 + (4 if x1 == x2 else -5)
    words = escape("、".join(titles))
    return (
        f'<path d="M{x1} {y1}L{x2} {y2}" marker-end="url(#a)"/>'
        f'<text class="l" x="{label_x}" y="{label_y}" text-anchor="{anchor}">{words}</text>'
    )


def _box(state: State) -> str:
    x, y = _centre(state)
    kind = "e" if state in TERMINAL else "s"
    return (
        f'<rect class="{kind}" x="{x - WIDTH // 2}" y="{y - HEIGHT // 2}" width="{WIDTH}" height="{HEIGHT}" rx="6"/>'
        f'<text x="{x}" y="{y + 5}" text-anchor="middle">{escape(str(state.label))}</text>'
    )


def _legend(row: Transition, y: int) -> str:
    sources = "、".join(str(source.label) for source, target in row.edges if not _is_drawn(row, source, target))
    words = escape(f"{row.title}（{by_whom(row)}）：{sources} → {row.targets[0].label}")
    return f'<text class="l" x="{MARGIN}" y="{y}">{words}</text>'
