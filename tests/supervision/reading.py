"""The figures of a page that lead somewhere: each with its address and the number that it promises."""

from html.parser import HTMLParser
from typing import NamedTuple


class Figure(NamedTuple):
    """`n` is the number of cases promised; `text` what the reader sees."""

    url: str
    n: int
    text: str


class _Figures(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Figure] = []
        self.open: tuple[str, int] | None = None
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "a" and said.get("data-n") is not None:
            self.open, self.text = (said["href"] or "", int(said["data-n"] or "")), []

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.open:
            self.found.append(Figure(*self.open, "".join(self.text).strip()))
            self.open = None


def figures_of(page: str) -> list[Figure]:
    """All figures of a page that lead to their cases."""
    parser = _Figures()
    parser.feed(page)
    return parser.found
