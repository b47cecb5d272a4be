"""pyHanko's reader, quicker: it reads the head of an object stream once, not once for every object in it.

An agreement has some four hundred objects in one stream: read anew for each, their list takes three quarters of a
judgement.
Whatever is unusual goes the slow way, which knows what is an error and says so.
"""

import io
import re
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

PLAIN_HEAD = re.compile(rb"[0-9 \r\n\t]*")


class _ObjectStream:
    """An object stream, decoded, with the places of its objects."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream
        self.data: bytes = stream.read_data(DecodePurpose.OBJECT_STREAM)
        self.places = _places(self.data, int(stream["/N"]), int(stream["/First"]))


def _places(data: bytes, count: int, first: int) -> list[tuple[int, int]]:
    """(number, place) of each object; empty where the list is not as usual or names a number twice."""
    if not PLAIN_HEAD.fullmatch(data, 0, max(first, 0)):
        return []
    signs = [int(sign) for sign in data[:first].split()]
    if len(signs) != 2 * count or len(set(signs[::2])) != count:
        return []
    return [(number, first + offset) for number, offset in zip(signs[::2], signs[1::2], strict=True)]


class QuickReader(PdfFileReader):
    """Reads the same as PdfFileReader and refuses the same."""

    def __init__(self, pdf: bytes) -> None:
        self._opened: dict[int, _ObjectStream] = {}
        super().__init__(io.BytesIO(pdf))

    def _get_object_from_stream(self, idnum: int, stmnum: int, idx: int) -> Any:
        found = self._quickly(idnum, stmnum, idx)
        return super()._get_object_from_stream(idnum, stmnum, idx) if found is None else found

    def _quickly(self, idnum: int, stmnum: int, idx: int) -> Any:
        """The object, or None where the slow way must look."""
        held = self._object_stream(stmnum)
        if held is None or not 0 <= idx < len(held.places) or held.places[idx][0] != idnum:
            return None
        source = io.BytesIO(held.data)
        source.seek(held.places[idx][1])
        try:
            found = generic.read_object(source, generic.Reference(idnum, 0, self))
        except PdfError:
            return None
        return None if isinstance(found, (generic.StreamObject, generic.IndirectObject)) else found

    def _object_stream(self, number: int) -> _ObjectStream | None:
        stream = generic.Reference(number, 0, self).get_object()
        if not isinstance(stream, generic.StreamObject) or stream.get("/Type") != "/ObjStm":
            return None
        held = self._opened.get(number)
        if held is None or held.stream is not stream:
            held = self._opened[number] = _ObjectStream(stream)
        return held


def embedded_file(reader: PdfFileReader, name: str) -> bytes:
    """The one attached file of that name; raises where there is not exactly one."""
    (only,) = [one for one in _attached(reader.root["/Names"]["/EmbeddedFiles"]) if one["/UF"] == name]
    return bytes(only["/EF"]["/F"].data)


def _attached(node: Any) -> list[Any]:
    """The file specifications of a tree of names."""
    below = [one for kid in node.get("/Kids", ()) for one in _attached(kid.get_object())]
    return below + [one.get_object() for one in list(node.get("/Names", ()))[1::2]]
