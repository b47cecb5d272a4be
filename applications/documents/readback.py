"""What a reader of a finished PDF gets: the text of its pages and the files attached to it.

PDFium, the reader inside Chrome, is four times as quick as pypdf, but it is a viewer: it turns text that runs from
right to left, and reads a hyphen at the end of a line as a sign of its own. Where it finds other than was meant, pypdf
has the last word (selfcheck.py).
"""

import io
from collections.abc import Callable
from dataclasses import dataclass

import pypdf
import pypdfium2

# PDFium's name for a hyphen at the end of a line.
LINE_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-"})


@dataclass(frozen=True)
class Read:
    """The text of each page, and the contents of the attached files by name."""

    pages: list[str]
    attached: dict[str, list[bytes]]


def by_pdfium(pdf: bytes) -> Read:
    document = pypdfium2.PdfDocument(pdf)
    attached: dict[str, list[bytes]] = {}
    for place in range(document.count_attachments()):
        one = document.get_attachment(place)
        attached.setdefault(one.get_name(), []).append(bytes(one.get_data()))
    return Read([page.get_textpage().get_text_range().translate(LINE_HYPHENS) for page in document], attached)


def by_pypdf(pdf: bytes) -> Read:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    attached = {name: list(contents) for name, contents in reader.attachments.items()}
    return Read([page.extract_text() for page in reader.pages], attached)


READERS: tuple[Callable[[bytes], Read], ...] = (by_pdfium, by_pypdf)
