"""What is left out of a file is not missed: outlines are found by number, lines belong to their paragraphs."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from fontTools.cffLib import CFFFontSet

from applications.documents import glyph_numbers

from .reading import reader


@pytest.fixture(scope="module")
def inside(signed_pdf: bytes) -> Any:
    return reader(signed_pdf)


@pytest.fixture(scope="module")
def fonts(inside: Any) -> list[Any]:
    """The fonts of all pages, each once."""
    named = {name: font for page in inside.pages for name, font in page["/Resources"]["/Font"].items()}
    return [font.get_object()["/DescendantFonts"][0].get_object() for font in named.values()]


def outlines(font: Any) -> bytes:
    held = font["/FontDescriptor"]["/FontFile3"]
    assert held["/Subtype"] == "/CIDFontType0C"
    content: bytes = held.get_data()
    return content


def widths(font: Any) -> dict[int, float]:
    """Of each number, as the file states them."""
    rows = zip(font["/W"][::2], font["/W"][1::2], strict=True)
    return {first + place: width for first, row in rows for place, width in enumerate(row)}


def elements(element: Any) -> Iterator[Any]:
    yield element
    for kid in element.get("/K", ()):
        found = kid.get_object()
        if isinstance(found, dict) and "/S" in found:
            yield from elements(found)


def test_only_outlines_that_are_used_are_embedded(fonts: list[Any]) -> None:
    assert len(fonts) == 3
    assert all(len(outlines(font)) < 200_000 for font in fonts)
    assert all(len(glyph_numbers.numbers(outlines(font))) < 1_000 for font in fonts)


def test_each_width_that_is_left_out_is_that_of_a_chinese_character(fonts: list[Any]) -> None:
    for font in fonts:
        read = CFFFontSet()
        read.decompile(io.BytesIO(outlines(font)), None)
        drawn = read[0].CharStrings
        stated = widths(font)
        for number in glyph_numbers.numbers(outlines(font))[1:]:
            sign = drawn[f"cid{number:05d}"]
            sign.draw(_Nowhere())
            assert stated.get(number, 1000) == pytest.approx(sign.width, abs=1)


def test_a_table_whose_outlines_bear_other_numbers_is_told_apart(fonts: list[Any]) -> None:
    assert not glyph_numbers.are_places(outlines(fonts[0]), 65535)


def test_lines_are_the_content_of_their_paragraph(inside: Any) -> None:
    root = inside.trailer["/Root"]["/StructTreeRoot"]
    tree = [one for kid in root["/K"] for one in elements(kid.get_object())]
    paragraphs = [one for one in tree if one["/S"] == "/P"]
    assert len(paragraphs) > 20
    assert all(isinstance(kid, int) or kid.get_object()["/S"] != "/Span" for one in paragraphs for kid in one["/K"])
    assert any(len(one["/K"]) > 3 for one in paragraphs)


def test_each_piece_of_text_leads_to_the_element_that_holds_it(inside: Any) -> None:
    root = inside.trailer["/Root"]["/StructTreeRoot"]
    leads = root["/ParentTree"]["/Nums"]
    for number, page in enumerate(inside.pages):
        holders = [reference.get_object() for reference in leads[2 * number + 1]]
        for piece, holder in enumerate(holders):
            assert piece in holder["/K"]
            assert holder["/Pg"].get_object() == page
        assert page.get_contents().get_data().count(b"/MCID") == len(holders)


class _Nowhere:
    """A pen that draws nothing."""

    def __getattr__(self, name: str) -> Any:
        return lambda *points: None
