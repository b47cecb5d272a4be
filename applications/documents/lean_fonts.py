"""Fonts as WeasyPrint embeds them, at less than half the cost for Chinese ones.

WeasyPrint 70 copies each font file (26 MB of Noto CJK) to a Python string before it takes a subset of it; and it takes
the subset twice, the second time to leave out the glyphs behind the last that is used, of which a Chinese text leaves
almost none. Here the file is not copied and the subset is taken once; empty glyphs cost next to nothing compressed.
Where the private parts are not as this file knows them (another release), install() does nothing.
"""

import inspect
from collections.abc import Iterable
from typing import Any

from weasyprint.pdf import fonts, stream
from weasyprint.text.ffi import ffi, fontconfig, harfbuzz, harfbuzz_subset

# What a page of a PDF does not need of a font: as WeasyPrint has it, and the measures of vertical lines.
STOCK_LEFT_OUT = ("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "SVG ")
LEFT_OUT = (*STOCK_LEFT_OUT, "VORG", "vhea", "vmtx")

_kept: list[Any] = []


def install() -> bool:
    """Put our fonts in place; False where this WeasyPrint has other private parts."""
    if not _api_is_known():
        return False
    fonts.get_hb_object_data = _data
    stream.Font = LeanFont
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
    """Reads its file only where somebody wants the whole of it."""

    opening = False

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

    def _harfbuzz_subset(self, to_unicode: dict[int, str], hinting: bool) -> None:
        wanted = ffi.gc(harfbuzz_subset.hb_subset_input_create_or_fail(), harfbuzz_subset.hb_subset_input_destroy)
        _fill(harfbuzz_subset.hb_subset_input_glyph_set(wanted), to_unicode)
        left_out = harfbuzz_subset.hb_subset_input_set(wanted, harfbuzz_subset.HB_SUBSET_SETS_DROP_TABLE_TAG)
        _fill(left_out, [harfbuzz.hb_tag_from_string(tag.encode(), -1) for tag in LEFT_OUT])
        harfbuzz_subset.hb_subset_input_set_flags(wanted, self._flags(hinting))
        face = harfbuzz_subset.hb_subset_or_fail(self.hb_face, wanted)
        content = stock_data(ffi.gc(face, harfbuzz.hb_face_destroy)) if face else None
        if content:
            self.file_content = content
        else:
            super()._harfbuzz_subset(to_unicode, hinting)

    def _flags(self, hinting: bool) -> int:
        flags = harfbuzz_subset.HB_SUBSET_FLAGS_RETAIN_GIDS | harfbuzz_subset.HB_SUBSET_FLAGS_PASSTHROUGH_UNRECOGNIZED
        flags |= harfbuzz_subset.HB_SUBSET_FLAGS_DESUBROUTINIZE
        flags |= 0 if hinting else harfbuzz_subset.HB_SUBSET_FLAGS_NO_HINTING
        return int(flags | (harfbuzz_subset.HB_SUBSET_FLAGS_NOTDEF_OUTLINE if self.missing else 0))


def _fill(numbers: Any, with_these: Iterable[int]) -> None:
    """Put numbers into a set of HarfBuzz."""
    ordered = sorted(with_these)
    harfbuzz.hb_set_add_sorted_array(numbers, ffi.new("hb_codepoint_t[]", ordered), len(ordered))


def _data(hb_object: Any, ot_color: str | None = None, glyph: int | None = None) -> bytes | None:
    if LeanFont.opening and ot_color is None:
        return None
    data: bytes | None = stock_data(hb_object, ot_color, glyph)
    return data
