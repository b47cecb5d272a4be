"""The form in which a wording is written: one clause a line.

    # 标题            an article
    - 内容            an item, numbered （一）
    * 内容            a point below it, numbered 1.
    内容              a paragraph without a number; before the first article, the preamble
    [数据清单]        the place of the table of data sets
    … 〔如：条件〕    at the end of any line: the line, or the whole article, is printed where the condition holds
    {事实}            inside a line: a fact of the case
    {见：标题、标题}  the numbers of other articles, those that are printed

Plain functions of plain values: what is wrong is found by check.py, not here.
"""

import re
from dataclasses import dataclass

from .articles import Kind

TABLE = "[数据清单]"
CONDITION = re.compile(r"\s*〔如：([^〔〕]*)〕\s*$")
NAME = re.compile(r"\{([^{}]*)\}")
SEE = "见："
MARKED = re.compile(r"([#*-])(?:\s+(.*))?")
KINDS = {"#": Kind.PARAGRAPH, "-": Kind.ITEM, "*": Kind.POINT}


@dataclass(frozen=True)
class Line:
    """One clause as written; `place` is its line in the text, from 1, `condition` a name or blank."""

    place: int
    kind: Kind
    text: str
    condition: str = ""


@dataclass(frozen=True)
class Draft:
    """One article as written; the preamble has no title."""

    place: int
    title: str
    condition: str
    lines: tuple[Line, ...]


def read(text: str) -> tuple[Draft, ...]:
    """The articles of a text, the preamble first where there is one."""
    drafts: list[Draft] = []
    heading = Line(1, Kind.PARAGRAPH, "")
    lines: list[Line] = []
    for place, written in enumerate(text.splitlines(), start=1):
        line = _line(place, written)
        if line is None:
            continue
        if written.lstrip().startswith("# "):
            drafts.append(Draft(heading.place, heading.text, heading.condition, tuple(lines)))
            heading, lines = line, []
        else:
            lines.append(line)
    drafts.append(Draft(heading.place, heading.text, heading.condition, tuple(lines)))
    return tuple(draft for draft in drafts if draft.title or draft.lines)


def _line(place: int, written: str) -> Line | None:
    bare = written.strip()
    if not bare:
        return None
    found = CONDITION.search(bare)
    condition = found[1].strip() if found else ""
    bare = CONDITION.sub("", bare)
    if bare == TABLE:
        return Line(place, Kind.TABLE, "", condition)
    marked = MARKED.fullmatch(bare)
    if marked is None:
        return Line(place, Kind.PARAGRAPH, bare, condition)
    return Line(place, KINDS[marked[1]], (marked[2] or "").strip(), condition)


def names_in(text: str) -> list[str]:
    """The names between braces, in their order."""
    return [name.strip() for name in NAME.findall(text)]


def titles_seen(name: str) -> list[str]:
    """The titles of {见：…}; empty for the name of a fact."""
    if not name.startswith(SEE):
        return []
    return [title.strip() for title in name.removeprefix(SEE).split("、")]
