"""Small files of every kind, honest and hostile, made byte by byte so that each can be broken in one place."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from types import MappingProxyType

import openpyxl

PDF = (
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"xref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Size 3>>\nstartxref\n107\n%%EOF\n"
)
HTML = b"<!doctype html><html><body><script>alert(1)</script></body></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
EXE = b"MZ" + bytes(58) + struct.pack("<I", 64) + b"PE\0\0" + bytes(400)
OLD_WORD = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000)

WORD_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
WORD_MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"


def types(*overrides: tuple[str, str]) -> str:
    """[Content_Types].xml with these parts."""
    said = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides)
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    default = '<Default Extension="xml" ContentType="application/xml"/>'
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="{space}">{default}{said}</Types>'


WORD_PARTS: dict[str, str | bytes] = {
    "[Content_Types].xml": types(("/word/document.xml", WORD_MAIN)),
    "_rels/.rels": '<?xml version="1.0"?><Relationships/>',
    "word/document.xml": '<?xml version="1.0"?><w:document xmlns:w="w"><w:body/></w:document>',
}
OFD_PARTS: dict[str, str | bytes] = {
    "OFD.xml": '<?xml version="1.0" encoding="UTF-8"?><ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016" Version="1.0"/>',
    "Doc_0/Document.xml": "<x/>",
}


def package(parts: Mapping[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def word(more: Mapping[str, str | bytes] = MappingProxyType({})) -> bytes:
    """A DOCX with these parts added or replaced."""
    return package({**WORD_PARTS, **more})


def declaring(*overrides: tuple[str, str]) -> bytes:
    """A DOCX whose list of contents has these entries."""
    return word({"[Content_Types].xml": types(*overrides)})


def fetching(target: str) -> bytes:
    """A DOCX whose template lies at `target`."""
    link = f'<Relationship Type="x/attachedTemplate" Target="{target}" TargetMode="External"/>'
    return word({"word/_rels/settings.xml.rels": f"<Relationships>{link}</Relationships>"})


def with_password() -> bytes:
    """A DOCX of which the first part says that it is encrypted."""
    content = bytearray(word())
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(sign) + place] |= 1
    return bytes(content)


def two_in_one() -> bytes:
    """A PDF with a ZIP behind it, whose comment ends as a PDF ends."""
    ending = b"\nstartxref\n0\n%%EOF\n"
    return PDF + package({"a.class": b"x"})[:-2] + struct.pack("<H", len(ending)) + ending


def excel() -> bytes:
    made = io.BytesIO()
    openpyxl.Workbook().save(made)
    return made.getvalue()


def ofd() -> bytes:
    return package(OFD_PARTS)


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png() -> bytes:
    """One grey point."""
    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")


def jpeg() -> bytes:
    """The frame of a picture; the data between are not looked at."""
    app0 = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
    return b"\xff\xd8" + app0 + b"\xff\xda" + struct.pack(">H", 8) + b"\x01\x01\0\0\x3f\0" + b"\x12\x34" + b"\xff\xd9"


def bomb(size: int = 64 << 20) -> bytes:
    """A DOCX with a part that unpacks to `size` zero bytes."""
    return word({"word/media/image1.png": bytes(size)})


def overlapping() -> bytes:
    """Many entries of the directory that all point at one part (Fifield's bomb)."""
    content = bytearray(package({**WORD_PARTS, "word/a.xml": b"\0" * 200_000}))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        last = archive.infolist()[-1]
        start = archive.start_dir
    entry = bytes(content[content.rindex(b"PK\x01\x02") : content.rindex(b"PK\x05\x06")])
    names = [f"word/{letter}.xml".encode() for letter in "bcdefghijklmnop" * 60]
    more = b"".join(
        entry.replace(b"word/a.xml", name[:-4] + bytes([65 + n % 26, 65 + n // 26 % 26]) + name[-4:])
        for n, name in enumerate(names)
    )
    assert last.filename == "word/a.xml"
    directory = bytes(content[start : content.rindex(b"PK\x05\x06")]) + entry * 0 + _lengthened(more, entry)
    count = len(WORD_PARTS) + 1 + len(names)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), start, 0)
    return bytes(content[:start]) + directory + end


def _lengthened(entries: bytes, one: bytes) -> bytes:
    """The name grew by two letters: so does the length that the entry tells of it."""
    old, new = struct.pack("<H", 10), struct.pack("<H", 12)
    head = one[:28]
    return entries.replace(head + old, head + new)
