"""What a page is made of, as axe sees it: elements with what stands round them, not their words.

Two pages with the same pieces have the same faults, so each piece is looked at once. Rows that repeat count once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from typing import Any

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
# Attributes whose value matters to the look or to assistive technology; of all others only that they are there.
TELLING = frozenset(
    [
        "class", "role", "type", "scope", "lang", "hidden", "disabled", "required", "readonly", "checked", "open",
        "tabindex", "aria-hidden", "aria-current", "aria-invalid", "aria-pressed", "aria-live", "colspan", "rowspan",
        "multiple",
    ]
)  # fmt: skip
WORDS = "words"
# A piece is split no further below this many elements and runs of text, nor when it only makes sense as a whole.
SMALL = 60
WHOLE = ("table", "svg", "form", "select", "dl")

Shape = Any  # ("tag", attributes, shapes of what is inside) or WORDS


@dataclass
class Node:
    """`ends` is where its opening tag's name ends in the source."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    ends: int
    inside: list[Any] = field(default_factory=list)

    @cached_property
    def shape(self) -> Shape:
        shapes: list[Shape] = []
        for one in self.inside:
            shape = one.shape if isinstance(one, Node) else WORDS
            if not shapes or shapes[-1] != shape:
                shapes.append(shape)
        return (self.tag, self.attributes, tuple(shapes))

    @cached_property
    def size(self) -> int:
        return 1 + sum(one.size if isinstance(one, Node) else 1 for one in self.inside)


class Page(HTMLParser):
    """A page as a tree; our own templates close what they open."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.root = Node("", (), 0)
        self._open = [self.root]
        self._lines = [0]
        for line in markup.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, column = self.getpos()
        told = tuple(sorted((name, (value or "") if name in TELLING else "*" * bool(value)) for name, value in attrs))
        node = Node(tag, told, self._lines[line - 1] + column + 1 + len(tag))
        self._open[-1].inside.append(node)
        if tag not in VOID:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place].tag == tag:
                del self._open[place:]
                break

    def handle_data(self, data: str) -> None:
        if data.strip():
            self._open[-1].inside.append(WORDS)


def pieces(markup: str) -> dict[Any, int]:
    """Each piece of a page under what makes it out, with the place in the source where it can be marked."""
    return dict(_pieces(Page(markup).root, ()))


def _pieces(node: Node, around: tuple[Any, ...]) -> Iterator[tuple[Any, int]]:
    if node.tag == "head":
        return
    if node.size <= SMALL or node.tag in WHOLE:
        yield (around, node.shape), node.ends
        return
    around = (*around, (node.tag, node.attributes))
    for one in node.inside:
        if isinstance(one, Node):
            yield from _pieces(one, around)


def marked(markup: str, places: list[int]) -> str:
    """The page with the attribute `data-piece` at these places."""
    for place in sorted(places, reverse=True):
        markup = f"{markup[:place]} data-piece{markup[place:]}"
    return markup
