"""Tables as Excel workbooks. What people have typed never becomes a formula."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from django.utils.functional import Promise
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A text that begins so is a formula to some program, at the latest when the table is saved as CSV and opened again
# (OWASP: CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
HEAD = PatternFill("solid", fgColor="E9EEF4")
WIDEST = 48


def safe_cell(value: Any) -> Any:
    """A text that could be taken for a formula gets an apostrophe before it, and what Excel cannot hold is left out;
    numbers and days are as they are."""
    if not isinstance(value, (str, Promise)):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", str(value))
    return f"'{text}" if text.startswith(FORMULA) else text


def workbook_of(title: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> Workbook:
    """A workbook of one sheet; `add_sheet` adds more."""
    book = Workbook()
    book.remove(book.worksheets[0])
    add_sheet(book, title, head, rows)
    return book


def add_sheet(book: Workbook, title: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """One sheet: a head that stays in sight, cells guarded, columns as wide as what they hold."""
    sheet = book.create_sheet(title)
    widths = [wide(name) for name in head]
    sheet.append(list(map(safe_cell, head)))
    for row in rows:
        cells = list(map(safe_cell, row))
        sheet.append(cells)
        widths = [max(pair) for pair in zip(widths, map(wide, cells), strict=True)]
    for cell in sheet[1]:
        cell.font, cell.fill, cell.alignment = Font(bold=True), HEAD, Alignment(wrap_text=True, vertical="center")
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = min(WIDEST, width + 2)
    sheet.freeze_panes = "A2"


def wide(value: Any) -> int:
    """How many columns of half width a cell takes."""
    text = "" if value is None else str(value)
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in text)


def to_bytes(book: Workbook) -> bytes:
    """The file."""
    file = BytesIO()
    book.save(file)
    return file.getvalue()
