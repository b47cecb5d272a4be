"""Widths that every reader finds: some look them up with the measure of a table's first font, or before one move only.

A CID-keyed table is made of several fonts, and the width of an outline is told as the difference to its font's own
measure (CFF, Adobe Technical Note 5176, 15; Type 2 Charstrings, 5177, 3.1 and 4.1). Here all get the same.
"""

import io
from types import SimpleNamespace

from fontTools.cffLib import CFFFontSet
from fontTools.misc.psCharStrings import encodeIntT2

USUAL = 1000  # of a Chinese character: told by no number at all
# How many numbers stand before the operator that an outline begins with: rmoveto, hmoveto, vmoveto, endchar. One more
# is the width.
MOVE, ACROSS, UP, END = 21, 22, 4, 14
NUMBERS = {MOVE: 2, ACROSS: 1, UP: 1, END: 0}
ZERO = encodeIntT2(0)


class UnusualOutline(Exception):
    """An outline begins with something else, such as a hint."""


def with_one_measure(outlines: bytes) -> bytes:
    """The table with each width told from nothing; its outlines are without hints. Raises UnusualOutline."""
    read = CFFFontSet()
    read.decompile(io.BytesIO(outlines), None)
    (top,) = read.topDictIndex
    for place, name in enumerate(top.charset):
        measure = top.FDArray[top.FDSelect[place]].Private
        drawn = top.CharStrings[name]
        drawn.bytecode = _retold(drawn.bytecode, measure.nominalWidthX, measure.defaultWidthX)
    for font in top.FDArray:
        font.Private.nominalWidthX, font.Private.defaultWidthX = 0, USUAL
    written = io.BytesIO()
    read.compile(written, SimpleNamespace(recalcBBoxes=False))
    return written.getvalue()


def _retold(code: bytes, nominal: int, usual: int) -> bytes:
    ends = _number_ends(code)
    place = ends[-1] if ends else 0
    expected = NUMBERS.get(code[place])
    if expected is None or not 0 <= len(ends) - expected <= 1:
        raise UnusualOutline(code[:8])
    width, start = usual, 0
    if len(ends) > expected:
        width, start = nominal + _whole(code[: ends[0]]), ends[0]
    if width == USUAL:
        return code[start:]
    return encodeIntT2(width) + _moved(code[start:place], code[place]) + code[place + 1 :]


def _moved(numbers: bytes, operator: int) -> bytes:
    """The move that the outline begins with, in both directions: a width is not looked for before the short forms."""
    if operator == ACROSS:
        return numbers + ZERO + bytes([MOVE])
    if operator == UP:
        return ZERO + numbers + bytes([MOVE])
    return numbers + bytes([operator])


def _number_ends(code: bytes) -> list[int]:
    """Where each of the numbers that the outline begins with ends."""
    ends: list[int] = []
    at = 0
    while code[at] == 28 or code[at] >= 32:
        at += 3 if code[at] == 28 else 1 if code[at] < 247 else 2 if code[at] < 255 else 5
        ends.append(at)
    return ends


def _whole(number: bytes) -> int:
    """The value of an encoded whole number."""
    first, rest = number[0], sum(number[1:])
    if first == 255:
        raise UnusualOutline(number)
    if first == 28:
        return int.from_bytes(number[1:], signed=True)
    if first < 247:
        return first - 139
    return (first - 247) * 256 + rest + 108 if first < 251 else -(first - 251) * 256 - rest - 108
