"""A finished page, made smaller before it is written: works on WeasyPrint's objects, as seal_fields.py does.

pydyf packs every stream twice, once for the file and once for the file's identifier; here each is packed once. Of the
widths of a font only those are written that are not PDF's own default, which is that of a Chinese character.
"""

import zlib
from itertools import pairwise
from typing import Any

import pydyf

DEFAULT_WIDTH = 1000
LEVEL = 6
to_bytes: Any = getattr(pydyf, "_to_bytes", None)


def shrink(pdf: Any) -> None:
    """To be called when nothing more is added."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream):
            _name_outlines(item)
            _pack(item)
        elif isinstance(item, pydyf.Dictionary) and "CIDSystemInfo" in item and "W" in item:
            item["W"] = _unusual(item["W"])


def _name_outlines(stream: pydyf.Stream) -> None:
    """A bare table of outlines (lean_fonts.py) is called otherwise than a whole font file."""
    if stream.extra.get("Subtype") == "/OpenType" and not stream.stream[0].startswith(b"OTTO"):
        stream.extra["Subtype"] = "/CIDFontType0C"


def _pack(stream: pydyf.Stream) -> None:
    if to_bytes is None or not stream.compress:
        return
    content = b"\n".join(to_bytes(part) for part in stream.stream)
    stream.stream, stream.compress = [zlib.compress(content, LEVEL)], False
    stream.extra["Filter"] = "/FlateDecode"


def _unusual(widths: Any) -> Any:
    """[first, [width, …], …] without the default width."""
    kept = {
        first + place: width
        for first, row in zip(widths[::2], widths[1::2], strict=True)
        for place, width in enumerate(row)
        if width != DEFAULT_WIDTH
    }
    shown = pydyf.Array()
    for before, number in pairwise([-2, *sorted(kept)]):
        if number != before + 1:
            shown.extend([number, pydyf.Array()])
        shown[-1].append(kept[number])
    return shown
