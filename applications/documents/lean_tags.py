"""Structure as WeasyPrint tags it, without an element of its own for each line of text.

WeasyPrint 70 puts every line of a paragraph into a Span: two fifths of a file's objects, each of which is read again at
each seal and each check. Here the lines are the paragraph's own content, which is what ISO 32000 (14.7.4) foresees.
Where the private parts are not as this file knows them (another release), install() does nothing.
"""

import inspect
from collections.abc import Iterator
from typing import Any

import pydyf
from weasyprint import pdf as weasyprint_pdf

# Elements that may hold text themselves (ISO 32000, 14.8.4: block-level, cells, captions).
HOLDERS = {"/P", "/H1", "/H2", "/H3", "/TD", "/TH", "/Caption", "/Span"}

stock_add_tags: Any = getattr(weasyprint_pdf, "add_tags", None)


def install() -> bool:
    """Put our tagging in place; False where this WeasyPrint has other private parts."""
    parameters = ["pdf", "document", "pdf_version", "page_streams"]
    if stock_add_tags is None or list(inspect.signature(stock_add_tags).parameters) != parameters:
        return False
    weasyprint_pdf.add_tags = add_tags
    return True


def add_tags(pdf: Any, document: Any, pdf_version: Any, page_streams: Any) -> None:
    """As WeasyPrint's, which sees `pdf` through a sieve that keeps lines from becoming elements."""
    sieve = _Sieve(pdf)
    stock_add_tags(sieve, document, pdf_version, page_streams)
    sieve.put_lines()


class _Sieve:
    """A PDF that gives a line of text the number of the element around it: where WeasyPrint then writes the line's
    reference, the element's own stands, in the table of lines for good, among its children until put_lines()."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.lines: dict[int, list[int]] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self.pdf, name)

    def add_object(self, item: Any) -> None:
        holder = self._holder(item)
        if holder is None:
            self.pdf.add_object(item)
        else:
            item.number = holder
            self.lines.setdefault(holder, []).append(item["K"][0])

    def _holder(self, item: Any) -> int | None:
        """The number of the element that can hold `item` itself, a line of text; None for anything else."""
        if not (isinstance(item, pydyf.Dictionary) and item.get("S") == "/Span" and set(item) == LINE):
            return None
        if not (len(item["K"]) == 1 and isinstance(item["K"][0], int)):
            return None
        number = int(item["P"].split()[0])
        around = self.pdf.objects[number]
        return number if around.get("S") in HOLDERS and around.get("Pg") == item["Pg"] else None

    def put_lines(self) -> None:
        """Write the lines where their references were put."""
        for number, lines in self.lines.items():
            element, left = self.pdf.objects[number], iter(lines)
            element["K"] = pydyf.Array(_with_lines(element, left))
            assert next(left, None) is None


LINE = {"Type", "S", "K", "Pg", "P"}


def _with_lines(element: Any, lines: Iterator[int]) -> Iterator[Any]:
    for kid in element["K"]:
        yield next(lines) if kid == element.reference else kid
