"""Which numbers do the outlines of a CFF table bear? A PDF finds an outline by its number, a text names its place.

CFF (Adobe Technical Note 5176): a CID-keyed font has a list of numbers, the charset, here of format 2: one range.
"""

import io
from typing import Any

from fontTools.cffLib import CFFFontSet

# As much of a table as holds its head and the list of numbers where that is short.
HEAD_BYTES = 1 << 18


def are_places(head: bytes, count: int) -> bool:
    """Whether each of `count` outlines bears its place as its number; no where the beginning of the table, `head`,
    does not say so."""
    top = _top(head)
    if not hasattr(top, "ROS"):
        return False
    start = top.rawDict.get("charset", 0)
    one_range = b"\x02" + (1).to_bytes(2) + (count - 2).to_bytes(2)
    return start > 2 and count > 2 and head[start : start + 5] == one_range


def numbers(outlines: bytes) -> list[int]:
    """The number of each outline of a CID-keyed table, in their order."""
    return [0, *(int(name.removeprefix("cid")) for name in _top(outlines).charset[1:])]


def _top(table: bytes) -> Any:
    read = CFFFontSet()
    read.decompile(io.BytesIO(table), None)
    (only,) = read.topDictIndex
    return only
