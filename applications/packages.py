"""ZIP packages that are documents (DOCX, XLSX, OFD), told from all other ZIPs by their parts, without unpacking."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

from .upload_refusals import DamagedFile, HasScripts, Locked, MixedFile, TooMuchInside, UploadRefused, WrongKind

# A long report has some hundred parts. A document's XML packs to a tenth or a twentieth, bombs to a thousandth.
MOST_PARTS = 2000
MOST_DIRECTORY_BYTES = 1 << 20
MOST_UNPACKED_BYTES = 200 << 20
FREE_BYTES, MOST_RATIO = 8 << 20, 100
MOST_XML_BYTES = 1 << 20

END = b"PK\x05\x06"
END_RECORD = struct.Struct("<4s4H2LH")

OFFICE = "application/vnd.openxmlformats-officedocument."
MAIN_PARTS = {
    f"{OFFICE}wordprocessingml.document.main+xml": "word",
    f"{OFFICE}spreadsheetml.sheet.main+xml": "excel",
}
# Content types and part names of macros, controls, dialog sheets and signed macro projects.
ACTIVE_TYPE = re.compile(r"macroenabled|vbaproject|activex|macrosheet|dialogsheet|ms-office\.vba", re.IGNORECASE)
ACTIVE_PART = re.compile(
    r"(^|/)(vbaProject|vbaData)\w*\.|(^|/)(activeX|macrosheets|dialogsheets)/"
    r"|\.(exe|dll|com|scr|bat|cmd|ps1|js|jse|vbs|vbe|wsf|hta|jar|msi|lnk|html?|swf|php|zip)$",
    re.IGNORECASE,
)
FETCHED = re.compile(r"^(https?|ftp):|^(file:)?[\\/]{2}(?!/)", re.IGNORECASE)

# What zipfile and expat raise for what is not well made.
BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError,
    IndexError, KeyError, OverflowError, MemoryError, struct.error, zlib.error, ElementTree.ParseError,
)  # fmt: skip


def package_mark(content: bytes, name: str = "") -> str:
    """ "word", "excel" or "ofd". Raises UploadRefused for every other ZIP, and for a bad one."""
    try:
        _check_frame(content, name)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_parts(archive, content, name)
            return _mark(archive, name)
    except UploadRefused:
        raise
    except BROKEN as error:
        raise DamagedFile(name) from error


def end_record(content: bytes) -> tuple[int, int, int, int] | None:
    """(place, parts, directory bytes, directory place) of a ZIP that ends with the content; None where none does.

    A comment that holds a second end record is found too: readers would disagree about it.
    """
    at = content.rfind(END)
    while at >= 0 and len(content) - at <= 0xFFFF + END_RECORD.size:
        if at + END_RECORD.size <= len(content):
            _sign, _disk, _start, _here, parts, size, offset, comment = END_RECORD.unpack_from(content, at)
            if at + END_RECORD.size + comment == len(content):
                return at, parts, size, offset
        at = content.rfind(END, 0, at)
    return None


def _check_frame(content: bytes, name: str) -> None:
    """Before zipfile reads anything: one archive from the first byte to the last, and a directory of bearable size."""
    record = end_record(content)
    if not content.startswith(b"PK\x03\x04") or record is None:
        raise DamagedFile(name)
    place, parts, size, offset = record
    if parts > MOST_PARTS or size > MOST_DIRECTORY_BYTES:
        raise TooMuchInside(name)
    if offset + size != place or content.count(END, max(0, place - 0xFFFF)) != 1:
        raise MixedFile(name)


def _check_parts(archive: zipfile.ZipFile, content: bytes, name: str) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or len({part.filename.lower() for part in parts}) != len(parts):
        raise DamagedFile(name)
    if not parts or min(part.header_offset for part in parts) != 0:
        raise MixedFile(name)
    if any(part.flag_bits & 0x1 for part in parts):
        raise Locked(name)
    if any(_is_strange(part) for part in parts):
        raise DamagedFile(name)
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    # More packed bytes than the file has: parts that overlap, the densest of all bombs.
    bomb = packed > len(content) or unpacked > MOST_UNPACKED_BYTES
    if bomb or unpacked > FREE_BYTES + MOST_RATIO * len(content):
        raise TooMuchInside(name)
    if any(ACTIVE_PART.search(part.filename) for part in parts):
        raise HasScripts(name)


def _is_strange(part: zipfile.ZipInfo) -> bool:
    """A path out of the package, a link, or a way of packing that office programs do not write."""
    steps = part.filename.split("/")
    outside = part.filename.startswith("/") or ".." in steps or "\\" in part.orig_filename or ":" in steps[0]
    link = (part.external_attr >> 16) & 0o170000 == 0o120000
    return outside or link or part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def _mark(archive: zipfile.ZipFile, name: str) -> str:
    parts = set(archive.namelist())
    if "[Content_Types].xml" in parts:
        return _office_mark(archive, parts, name)
    if "OFD.xml" in parts and _xml(archive, "OFD.xml", name).tag.rpartition("}")[2] == "OFD":
        return "ofd"
    raise WrongKind(name)


def _office_mark(archive: zipfile.ZipFile, parts: set[str], name: str) -> str:
    """By the main part that the list of contents declares and that is really there."""
    declared = list(_declared(archive, name))
    if any(ACTIVE_TYPE.search(content_type) for _part, content_type in declared):
        raise HasScripts(name)
    if any(part.endswith(".rels") and _fetches(archive, part, name) for part in parts):
        raise HasScripts(name)
    found = {MAIN_PARTS[kind] for part, kind in declared if kind in MAIN_PARTS and part.lstrip("/") in parts}
    if len(found) != 1:
        raise WrongKind(name)
    return found.pop()


def _declared(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[str, str]]:
    for entry in _xml(archive, "[Content_Types].xml", name):
        yield entry.get("PartName", ""), entry.get("ContentType", "")


def _fetches(archive: zipfile.ZipFile, part: str, name: str) -> bool:
    """Whether a document takes its template, and with it macros, from another machine."""
    return any(
        link.get("Type", "").endswith("/attachedTemplate") and FETCHED.search(link.get("Target", ""))
        for link in _xml(archive, part, name)
    )


def _xml(archive: zipfile.ZipFile, part: str, name: str) -> ElementTree.Element:
    """A small part, parsed. No document types: nothing in these files needs entities."""
    with archive.open(part) as packed:
        content = packed.read(MOST_XML_BYTES + 1)
    if len(content) > MOST_XML_BYTES:
        raise TooMuchInside(name)
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = content.decode("utf-16" if wide else "utf-8-sig")
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise DamagedFile(name)
    return ElementTree.fromstring(text)
