"""An agreement's articles as they are printed: numbers and words, with nothing left to be filled in."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a clause stands on the page; `table` is the place of the list of data sets."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    POINT = "point"
    TABLE = "table"


@dataclass(frozen=True, kw_only=True)
class Clause:
    """`number` is what is printed before the text: （一） of an item, 1. of a point, nothing of a paragraph."""

    kind: Kind
    number: str = ""
    text: str = ""

    @property
    def is_lead(self) -> bool:
        """Whether a list follows, which it must not be parted from."""
        return self.text.endswith("：")


@dataclass(frozen=True, kw_only=True)
class Article:
    """`number` is 第一条 and so on; the preamble has neither number nor title."""

    number: str = ""
    title: str = ""
    clauses: tuple[Clause, ...] = ()
