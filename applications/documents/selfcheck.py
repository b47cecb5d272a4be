"""After typesetting: does the PDF say what the page said?

pdftotext returns the right character even for an empty box, which the log reports; the log in turn is silent
when two font files are merged and wrong characters come out, which only this comparison reports.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from html.parser import HTMLParser

from .readback import READERS, Read
from .samesign import difference

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
SPACE = re.compile(r"\s")
HEAD = re.compile(r"<thead>.*?</thead>", re.DOTALL)
HOOK = re.compile(r'<div class="hook">.*?</div>\s*</div>', re.DOTALL)
SHOWN = 40  # characters of a fact in a message


class _VisibleText(HTMLParser):
    """Collects the text that a page shows: no head, no scripts, no drawings."""

    HIDDEN = frozenset({"head", "style", "script", "svg", "template"})

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth += tag in self.HIDDEN

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag in self.HIDDEN

    def handle_data(self, data: str) -> None:
        if not self.depth:
            self.parts.append(data)


def visible_text(html: str) -> str:
    """The text that the page shows."""
    parser = _VisibleText()
    parser.feed(html)
    parser.close()
    return "".join(parser.parts)


def _first_difference(html: str, pages: Sequence[str], running: str) -> str:
    """samesign.difference, with what is drawn elsewhere than it stands: the words under the code, which come last on
    their page, and the heads of tables, which come again where a table goes on."""
    under_code = "".join(map(_squeezed, HOOK.findall(html)))
    heads = [_squeezed(head) for head in HEAD.findall(html)]
    first, *rest = pages
    first = re.sub(f"{re.escape(under_code)}(—1—)?$", r"\1", first)
    return difference(_squeezed(HOOK.sub("", html)), [first, *rest], running, heads)


def _squeezed(html: str) -> str:
    return SPACE.sub("", visible_text(html))


def check(
    pdf: bytes, html: str, key_facts: Iterable[str], attachment: tuple[str, str] | None, running: str = ""
) -> list[tuple[str, str]]:
    """What the PDF lacks, as (kind, detail): lost characters, absent key facts, a changed attachment; with `running`
    (Sheet) also the first sign that is another than the page's. Nothing where one of the readers finds it whole."""
    found: list[tuple[str, str]] = []
    facts = [fact for fact in key_facts if fact]
    for reader in READERS:
        found = _faults(reader(pdf), html, facts, attachment, running)
        if not found:
            break
    return found


def _faults(
    read: Read, html: str, key_facts: Sequence[str], attachment: tuple[str, str] | None, running: str
) -> list[tuple[str, str]]:
    pages = [SPACE.sub("", page) for page in read.pages]
    found: list[tuple[str, str]] = []
    lost = Counter(HAN.findall(visible_text(html))) - Counter(HAN.findall("".join(pages)))
    if lost:
        found.append(("lost", "".join(sorted(lost))))
    elif running and (first := _first_difference(html, pages, SPACE.sub("", running))):
        found.append(("differs", first))
    found += [("fact", fact[:SHOWN]) for fact in key_facts if not _stands_in(SPACE.sub("", fact), pages)]
    if attachment and read.attached.get(attachment[0]) != [attachment[1].encode()]:
        found.append(("attachment", attachment[0]))
    return found


def _stands_in(fact: str, pages: Sequence[str]) -> bool:
    """Whether the fact stands on one page, or runs on from page to page with footer and header between."""
    if any(fact in page for page in pages):
        return True
    return any(_runs_on(fact, pages[start:]) for start in range(len(pages) - 1))


def _runs_on(fact: str, pages: Sequence[str]) -> bool:
    rest = fact
    for page in pages:
        taken = _longest_prefix(rest, page)
        if not taken:
            return False
        rest = rest[taken:]
        if not rest:
            return True
    return False


def _longest_prefix(text: str, page: str) -> int:
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if text[:middle] in page else (low, middle - 1)
    return low
