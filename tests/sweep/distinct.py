"""Which pages of the matrix have to be looked at, so that nothing on any of them is left out?"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from typing import Any

from .cells import Cell
from .pieces import marked, pieces

# What differs on every request, numbers, and what names a person: none of them changes how a page looks.
PASSING = re.compile(r'value="[A-Za-z0-9]{64}"|X-CSRFToken": "[^"]*"|(?<=name="next" value=")[^"]*|\d+')


@dataclass(frozen=True)
class Sight:
    """A page to look at: whose it is first, the pieces that are new on it with their places, or the whole of it."""

    cell: Cell
    pieces: Mapping[Any, int]
    whole: bool

    @property
    def markup(self) -> str:
        """Its source, with the new pieces marked."""
        return marked(self.cell.markup, list(self.pieces.values()))


def whole_pages(cells: Iterable[Cell], names: Iterable[str]) -> Iterator[Sight]:
    """Every page once that differs in more than a person's name from all others."""
    for cell in _by_markup(cells, names).values():
        yield Sight(cell, {}, whole=True)


def covering_pages(cells: Iterable[Cell], names: Iterable[str]) -> Iterator[Sight]:
    """As few pages as hold every piece of all pages; the one with most that is new comes first, all of it."""
    kept = list({frozenset(found): (cell, found) for cell, found in _with_pieces(cells, names)}.values())
    left: set[Any] = {piece for _cell, found in kept for piece in found}
    # What a page has that is new only ever becomes less: it is counted anew only when it stands first.
    line = [(-len(found), -len(cell.markup), place) for place, (cell, found) in enumerate(kept)]
    heapify(line)
    whole = True
    while left:
        counted, length, place = heappop(line)
        cell, found = kept[place]
        new = left & found.keys()
        if len(new) < -counted:
            heappush(line, (-len(new), length, place))
            continue
        left -= new
        yield Sight(cell, {piece: found[piece] for piece in new}, whole)
        whole = False


def beside_twins(sights: Sequence[Sight], twins: Iterable[Cell]) -> Iterator[Sight]:
    """The same pages without the pieces that their twins in another language have: those are looked at there."""
    known = {piece for twin in twins for piece in pieces(twin.markup)}
    for sight in sights:
        yield replace(sight, pieces={piece: at for piece, at in sight.pieces.items() if piece not in known})


def _with_pieces(cells: Iterable[Cell], names: Iterable[str]) -> Iterator[tuple[Cell, dict[Any, int]]]:
    for cell in _by_markup(cells, names).values():
        yield cell, pieces(cell.markup)


def _by_markup(cells: Iterable[Cell], names: Iterable[str]) -> dict[str, Cell]:
    passing = re.compile("|".join([PASSING.pattern, *map(re.escape, names)]))
    return {passing.sub("", cell.markup): cell for cell in cells if cell.markup}
