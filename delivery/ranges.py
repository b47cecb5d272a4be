"""Which bytes of a file are asked for (RFC 9110, 14): plain functions of plain values.

One range is answered; several at once, units other than bytes and what is not understood are answered with the whole,
as the RFC allows.
"""

import re
from dataclasses import dataclass

ONE = re.compile(r"bytes=\s*(\d{0,19})-(\d{0,19})\s*")


@dataclass(frozen=True)
class Span:
    """From byte `first` to byte `last`, both included; `partial` where that was asked for."""

    first: int
    last: int
    partial: bool

    @property
    def length(self) -> int:
        return self.last - self.first + 1


class NotSatisfiable(ValueError):
    """The range begins behind the end of the file (416)."""


def span(size: int, asked: str = "", only_if: str = "", etag: str = "") -> Span:
    """What to send of a file of `size` bytes (at least one); `asked` and `only_if` are Range and If-Range.

    Raises NotSatisfiable.
    """
    whole = Span(0, size - 1, False)
    found = ONE.fullmatch(asked)
    if not found or (only_if and only_if != etag):
        return whole
    first, last = found.groups()
    if not first:
        return _suffix(size, last) if last else whole
    if last and int(last) < int(first):
        return whole
    if int(first) >= size:
        raise NotSatisfiable(asked)
    return Span(int(first), min(int(last), size - 1) if last else size - 1, True)


def _suffix(size: int, last: str) -> Span:
    """The last bytes."""
    if not int(last):
        raise NotSatisfiable(last)
    return Span(max(0, size - int(last)), size - 1, True)
