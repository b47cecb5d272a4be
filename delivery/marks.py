"""The marks by which a copy that turns up elsewhere is traced: rows that stand in this copy and in no other.

A marking row (标记行) is put together from cells of rows around it, so that it looks like them; it is never a row of
the data. Its digest does not depend on the order of rows or columns, nor on how a program writes a number. There is one
for each hundred rows, and sixteen at most: of sixteen, one at least is left in 60 % of the rows in all but one of two
million copies.
"""

import hashlib
import random
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

MOST, ONE_IN = 16, 100
NEIGHBOURS = 32
TRIES = 40
NUMBER = re.compile(r"-?\d{1,40}(\.\d{1,40})?")

Row = list[str]


class Marker:
    """Puts marking rows among `expected` rows of a table; `digests` has those that it put in so far.

    Memory is constant: which rows have passed is kept in a Bloom filter, so a row that is already there is never taken
    for a mark; one that comes later takes the mark away.
    """

    def __init__(self, expected: int, chance: random.Random | None = None) -> None:
        self._chance = chance or random.SystemRandom()
        many = min(MOST, expected // ONE_IN)
        self._places = deque(sorted(self._chance.sample(range(2, expected + 1), many)) if many else ())
        self._seen = Seen() if many else None
        self._made: dict[tuple[str, ...], str] = {}

    @property
    def digests(self) -> list[str]:
        return list(self._made.values())

    def __call__(self, rows: Iterable[Row]) -> Iterator[Row]:
        if self._seen is None:
            yield from rows
            return
        around: deque[Row] = deque(maxlen=NEIGHBOURS)
        for number, row in enumerate(rows, start=1):
            yield row
            key = tuple(row)
            self._seen.add(key)
            self._made.pop(key, None)
            around.append(row)
            if self._places and self._places[0] == number:
                self._places.popleft()
                yield from self._mark(around)

    def _mark(self, around: Sequence[Row]) -> Iterator[Row]:
        """At most one row. Where columns have few values every mixture may be a row of the data: then there is none."""
        assert self._seen is not None
        for _try in range(TRIES):
            one, other = self._chance.choice(around), self._chance.choice(around)
            row = [self._chance.choice(pair) for pair in zip(one, other, strict=True)]
            key = tuple(row)
            if key not in self._seen and key not in self._made:
                self._made[key] = digest(row)
                yield row
                return


class Seen:
    """A Bloom filter of rows: says "not there" rightly always, "there" wrongly now and then."""

    BITS = 2**27

    def __init__(self) -> None:
        self._bits = bytearray(self.BITS // 8)

    def add(self, key: tuple[str, ...]) -> None:
        place = hash(key) % self.BITS
        self._bits[place >> 3] |= 1 << (place & 7)

    def __contains__(self, key: tuple[str, ...]) -> bool:
        place = hash(key) % self.BITS
        return bool(self._bits[place >> 3] & (1 << (place & 7)))


def digest(cells: Iterable[str]) -> str:
    """32 hexadecimal digits for the filled cells of a row, in whatever order."""
    filled = sorted(plain for cell in cells if (plain := _plain(cell)))
    return hashlib.sha256("\x1f".join(filled).encode()).hexdigest()[:32]


def _plain(cell: str) -> str:
    """007.50 is 7.5, as a spreadsheet would write it."""
    cell = cell.strip()
    if not NUMBER.fullmatch(cell):
        return cell
    return f"{Decimal(cell).normalize():f}"
