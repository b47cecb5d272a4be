"""Rare characters of names appear on the paper with their own shapes: text extraction would not notice an empty box."""

import re
import subprocess
from dataclasses import replace
from html import unescape

import pytest
from PIL import Image, ImageDraw, ImageFont

from applications.documents.engine import render_agreement

from . import samples
from .reading import picture, reader

RARE = "𬭎䶮㛃镕喆堃"
DPI, SIDE = 300, 48


@pytest.fixture(scope="module")
def drawn() -> dict[str, Image.Image]:
    """Each as it is seen on the page, cut out along its ink."""
    rows = tuple(replace(samples.BUSES, title=sign, code=f"SH-{place}") for place, sign in enumerate(RARE))
    pdf = render_agreement(samples.agreement(datasets=rows, verify_url=""))
    found: dict[str, Image.Image] = {}
    for number in range(1, len(reader(pdf).pages) + 1):
        for sign, box in words(pdf, number):
            if sign in RARE:
                found.setdefault(sign, shape(picture(pdf, number, DPI).crop(box)))
    return found


def words(pdf: bytes, page: int) -> list[tuple[str, tuple[int, int, int, int]]]:
    """The words of a page with their places in pixels."""
    asked = ["pdftotext", "-bbox", "-f", str(page), "-l", str(page), "-", "-"]
    said = subprocess.run(asked, input=pdf, capture_output=True, check=True).stdout.decode()
    pattern = r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>'
    return [
        (unescape(word), (px(left), px(top), px(right), px(bottom)))
        for left, top, right, bottom, word in re.findall(pattern, said)
    ]


def px(points: str) -> int:
    return round(float(points) * DPI / 72)


def shape(image: Image.Image) -> Image.Image:
    """The ink alone, in one size; a table's line at the edge is not ink of the character."""
    width, height = image.size
    inside = image.crop((width // 20, height // 20, width - width // 20, height - height // 20))
    ink = inside.point(lambda grey: 255 * (grey < 128)).getbbox()
    assert ink, "nothing is drawn"
    return inside.crop(ink).resize((SIDE, SIDE))


def of_the_font(sign: str) -> Image.Image:
    """The character as the font itself draws it."""
    said = subprocess.run(["fc-match", "-f", "%{file}|%{index}", "Noto Serif CJK SC"], capture_output=True, text=True)
    path, index = said.stdout.split("|")
    font = ImageFont.truetype(path, 180, index=int(index) & 0xFFFF)
    canvas = Image.new("L", (260, 260), 255)
    ImageDraw.Draw(canvas).text((30, 10), sign, font=font, fill=0)
    return shape(canvas)


def likeness(one: Image.Image, other: Image.Image) -> float:
    """1 for the same picture, 0 for its negative."""
    pairs = zip(one.tobytes(), other.tobytes(), strict=True)
    return 1 - sum(abs(a - b) for a, b in pairs) / (255 * SIDE * SIDE)


@pytest.mark.parametrize("sign", RARE)
def test_a_rare_character_has_its_own_shape_and_is_no_box(drawn: dict[str, Image.Image], sign: str) -> None:
    likenesses = {other: likeness(drawn[sign], of_the_font(other)) for other in f"{RARE}吉龙口□"}
    assert max(likenesses, key=lambda other: likenesses[other]) == sign
    assert likenesses[sign] > 0.8
