"""Reading a PDF back, with two independent readers."""

import io
import re
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pypdf
from PIL import Image


def reader(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def pages(pdf: bytes) -> list[str]:
    """The text of each page without blanks, as pypdf reads it."""
    return [squeezed(page.extract_text()) for page in reader(pdf).pages]


def text(pdf: bytes) -> str:
    return "".join(pages(pdf))


def poppler_text(pdf: bytes) -> str:
    """The whole text without blanks, as poppler reads it, in the order of the content stream."""
    result = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return squeezed(result.stdout.decode())


def squeezed(written: str) -> str:
    return re.sub(r"\s", "", written)


def picture(pdf: bytes, page: int, resolution: int = 50) -> Image.Image:
    """One page as a grey picture; resolution in dots per inch."""
    options = ["-gray", "-r", str(resolution), "-f", str(page), "-l", str(page), "-singlefile"]
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "page"
        subprocess.run(["pdftoppm", *options, "-", str(target)], input=pdf, check=True)
        return Image.open(target.with_suffix(".pgm")).copy()


def line_ends(pdf: bytes) -> list[float]:
    """Right edges of all text lines, in points from the left edge of the page."""
    result = subprocess.run(["pdftotext", "-bbox-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return [float(edge) for edge in re.findall(r'<line [^>]*xMax="([\d.]+)"', result.stdout.decode())]


def in_order(wanted: Sequence[str], written: str) -> list[str]:
    """Those of `wanted` that do not follow one another in `written`."""
    absent, place = [], 0
    for one in wanted:
        found = written.find(squeezed(one), place)
        if found < 0:
            absent.append(one)
        place = max(place, found)
    return absent
