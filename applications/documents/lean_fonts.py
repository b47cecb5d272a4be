"""Fonts as WeasyPrint embeds them, at a fifth of the cost for Chinese ones.

WeasyPrint 70 copies each font file (26 MB of Noto CJK) to a Python string before it takes a subset of it; and it takes
the subset twice, with a place for each of the 65,535 glyphs. Here the file is not copied and the subset is taken once.
Of a font whose outlines bear numbers of their own (CID-keyed CFF: Noto, Source Han) only the outlines that are used go
into the file, bare, as PDF has had them since 1.3: their numbers lead to them, and no empty place is wanted.
Where the private parts are not as this file knows them (another release), install() does nothing.
"""

import contextlib
import inspect
from collections.abc import Iterable
from typing import Any

from weasyprint.pdf import fonts, stream
from weasyprint.text.ffi import ffi, fontconfig, harfbuzz, harfbuzz_subset

from . import glyph_numbers, glyph_widths

# What a page of a PDF does not need of a font: as WeasyPrint has it, and the measures of vertical lines.
STOCK_LEFT_OUT = ("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "SVG ")
LEFT_OUT = (*STOCK_LEFT_OUT, "VORG", "vhea", "vmtx")

# What a subset of outlines is taken from; all else is left out.
OUTLINES = {"CFF ", "head", "hhea", "hmtx", "maxp"}
# Faces that WeasyPrint changes after the subset was taken.
CHANGED_LATER = {"fvar", "CBDT", "COLR", "SVG ", "sbix"}
# What cffi reads from the words of C at their first use; read once, before any fork.
C_TYPES = ("hb_codepoint_t[]", "hb_tag_t[100]", "char[4]", "char[]", "unsigned int *", "PangoRectangle *")

_kept: list[Any] = []


def install() -> bool:
    """Put our fonts in place; False where this WeasyPrint has other private parts."""
    if not _api_is_known():
        return False
    fonts.get_hb_object_data = _data
    stream.Font = LeanFont
    for name in C_TYPES:
        ffi.typeof(name)
    return True


def keep_font_list() -> None:
    """Hold fontconfig's list of fonts: every later look at it, in each fork, then finds its pages in memory."""
    if not _kept:
        _kept.append(fontconfig.FcInitLoadConfigAndFonts())


def _api_is_known() -> bool:
    known = {
        (fonts, "get_hb_object_data"): ["hb_object", "ot_color", "glyph"],
        (fonts.Font, "__init__"): ["self", "pango_font", "description", "font_size"],
        (fonts.Font, "_harfbuzz_subset"): ["self", "to_unicode", "hinting"],
    }
    found = {place: getattr(place[0], place[1], None) for place in known}
    if not all(found.values()) or getattr(stream, "Font", None) is not fonts.Font:
        return False
    return all(list(inspect.signature(found[place]).parameters) == known[place] for place in known)  # type: ignore[arg-type]


stock_data: Any = getattr(fonts, "get_hb_object_data", None)


class LeanFont(fonts.Font):
    """Reads its file only where somebody wants the whole of it. `is_bare`: its content is a table of outlines."""

    opening = False
    is_bare = False

    def __init__(self, pango_font: Any, description: Any, font_size: float) -> None:
        self._content: bytes | None = None
        LeanFont.opening = True
        try:
            super().__init__(pango_font, description, font_size)
        finally:
            LeanFont.opening = False

    @property
    def file_content(self) -> bytes:
        if self._content is None:
            self._content = stock_data(self.hb_face)
        return self._content

    @file_content.setter
    def file_content(self, content: bytes | None) -> None:
        self._content = content

    @property
    def type(self) -> str:
        return "otf" if self.is_bare else super().type

    def _harfbuzz_subset(self, to_unicode: dict[int, str], hinting: bool) -> None:
        if outlines := self._bare_outlines(to_unicode, hinting):
            self.is_bare, self.file_content = True, outlines
            return
        flags = self._flags(hinting) | harfbuzz_subset.HB_SUBSET_FLAGS_RETAIN_GIDS
        face = self._taken(to_unicode, LEFT_OUT, flags)
        content = stock_data(face) if face else None
        if content:
            self.file_content = content
        else:
            super()._harfbuzz_subset(to_unicode, hinting)

    def _bare_outlines(self, to_unicode: dict[int, str], hinting: bool) -> bytes | None:
        """The used outlines of a font that numbers them by their places; None for another."""
        if self.missing or "CFF " not in self.tables or CHANGED_LATER & set(self.tables):
            return None
        head = _table(self.hb_face, "CFF ", glyph_numbers.HEAD_BYTES)
        if not glyph_numbers.are_places(head, self.glyph_count):
            return None
        face = self._taken(to_unicode, sorted(set(self.tables) - OUTLINES), self._flags(hinting))
        outlines = _table(face, "CFF ") if face else b""
        # HarfBuzz keeps the variants of a sign as well.
        if hinting or not outlines or not set(to_unicode) <= set(glyph_numbers.numbers(outlines)):
            return None
        with contextlib.suppress(glyph_widths.UnusualOutline):
            return glyph_widths.with_one_measure(outlines)
        return None

    def _taken(self, glyphs: Iterable[int], left_out: Iterable[str], flags: int) -> Any:
        """HarfBuzz's subset of the face; None where it makes none."""
        wanted = ffi.gc(harfbuzz_subset.hb_subset_input_create_or_fail(), harfbuzz_subset.hb_subset_input_destroy)
        _fill(harfbuzz_subset.hb_subset_input_glyph_set(wanted), glyphs)
        tables = harfbuzz_subset.hb_subset_input_set(wanted, harfbuzz_subset.HB_SUBSET_SETS_DROP_TABLE_TAG)
        _fill(tables, [_tag(name) for name in left_out])
        harfbuzz_subset.hb_subset_input_set_flags(wanted, flags)
        face = harfbuzz_subset.hb_subset_or_fail(self.hb_face, wanted)
        return ffi.gc(face, harfbuzz.hb_face_destroy) if face else None

    def _flags(self, hinting: bool) -> int:
        flags = harfbuzz_subset.HB_SUBSET_FLAGS_PASSTHROUGH_UNRECOGNIZED
        flags |= harfbuzz_subset.HB_SUBSET_FLAGS_DESUBROUTINIZE
        flags |= 0 if hinting else harfbuzz_subset.HB_SUBSET_FLAGS_NO_HINTING
        return int(flags | (harfbuzz_subset.HB_SUBSET_FLAGS_NOTDEF_OUTLINE if self.missing else 0))


def _fill(numbers: Any, with_these: Iterable[int]) -> None:
    """Put numbers into a set of HarfBuzz."""
    ordered = sorted(with_these)
    harfbuzz.hb_set_add_sorted_array(numbers, ffi.new("hb_codepoint_t[]", ordered), len(ordered))


def _tag(name: str) -> int:
    return int(harfbuzz.hb_tag_from_string(name.encode(), -1))


def _table(face: Any, name: str, most: int | None = None) -> bytes:
    """One table of a face, or its beginning; empty where it has none."""
    blob = ffi.gc(harfbuzz.hb_face_reference_table(face, _tag(name)), harfbuzz.hb_blob_destroy)
    length = ffi.new("unsigned int *")
    data = harfbuzz.hb_blob_get_data(blob, length)
    return b"" if data == ffi.NULL else bytes(ffi.unpack(data, min(int(length[0]), most or int(length[0]))))


def _data(hb_object: Any, ot_color: str | None = None, glyph: int | None = None) -> bytes | None:
    if LeanFont.opening and ot_color is None:
        return None
    data: bytes | None = stock_data(hb_object, ot_color, glyph)
    return data
