"""A page of Chinese text as a scan: the attachments of the demonstration look like what applicants upload.

Official documents are typeset by applications.documents, at half a second each; a scan takes some milliseconds.
"""

import subprocess
from collections.abc import Iterable
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

DPI = 110
A4 = (909, 1286)  # pixels
LEFT, TOP, LEADING = 110, 230, 36
TEXT, TITLE = 18, 28  # pixels
COLUMNS = 38


def page(title: str, paragraphs: Iterable[str]) -> bytes:
    """One A4 page in black and white as PDF; more lines than fit on it are a mistake of the caller (ValueError)."""
    lines = [line for paragraph in paragraphs for line in _lines(paragraph)]
    if TOP + len(lines) * LEADING > A4[1] - LEFT:
        raise ValueError(f"{len(lines)} lines do not fit on one page")
    sheet = Image.new("1", A4, 1)
    pen = ImageDraw.Draw(sheet)
    pen.text((A4[0] // 2, TOP - 3 * LEADING), title, font=_font(TITLE), anchor="mm", fill=0)
    for place, line in enumerate(lines):
        pen.text((LEFT, TOP + place * LEADING), line, font=_font(TEXT), fill=0)
    scan = BytesIO()
    sheet.save(scan, "PDF", resolution=DPI)
    return scan.getvalue()


def _lines(paragraph: str) -> list[str]:
    """Cut into lines of equal width, the first indented by two characters."""
    text = "\u3000\u3000" + paragraph
    return [text[start : start + COLUMNS] for start in range(0, len(text), COLUMNS)]


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    """The machine's serif for Chinese, found as the typesetter finds it."""
    question = ["fc-match", "--format", "%{file}|%{index}", "serif:lang=zh-cn"]
    file, index = subprocess.run(question, capture_output=True, text=True, check=True).stdout.split("|")
    return ImageFont.truetype(file, size, index=int(index))
