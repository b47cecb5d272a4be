"""Which files an applicant may hand in: judged by what is in them, never by their name or the browser's word.

`examine` is the only way in. It needs no settings but the size limit, no database, and raises UploadRefused with a
sentence that says what is wrong and what is allowed.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

import filetype
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .file_names import clean_name, disguise, suffix_of
from .file_shapes import jpeg_is_whole, pdf_is_whole, png_is_whole
from .packages import end_record, package_mark
from .upload_refusals import (
    DamagedFile,
    DisguisedName,
    EmptyFile,
    HasScripts,
    MixedFile,
    NameAndContentDiffer,
    TooLarge,
    WrongKind,
)

# Of one application, so that a reviewer can still read what he is given.
MOST_FILES = 20


@dataclass(frozen=True)
class FileKind:
    """A kind of file that is taken. The first of `suffixes` is given to a file that came without one."""

    label: str | Promise
    content_type: str
    suffixes: tuple[str, ...]


PDF = FileKind("PDF", "application/pdf", (".pdf",))
OFD = FileKind("OFD", "application/ofd", (".ofd",))
WORD = FileKind(
    _("Word 文档"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", (".docx",)
)  # fmt: skip
EXCEL = FileKind(_("Excel 表格"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (".xlsx",))
JPEG = FileKind(_("JPEG 图片"), "image/jpeg", (".jpg", ".jpeg"))
PNG = FileKind(_("PNG 图片"), "image/png", (".png",))
KINDS = (PDF, OFD, WORD, EXCEL, JPEG, PNG)
PACKAGES = {"word": WORD, "excel": EXCEL, "ofd": OFD}

# What the browser offers in its file dialogue; a help for the person, not a check.
ACCEPT = ",".join(suffix for kind in KINDS for suffix in kind.suffixes)


@dataclass(frozen=True)
class Examined:
    """A file that may be taken: `name` is for display only, `size` in bytes, `sha256` hexadecimal."""

    kind: FileKind
    name: str
    size: int
    sha256: str
    content: bytes


def examine(file: IO[bytes], name: str, size: int) -> Examined:
    """The file with what is known of it, after every check. Raises UploadRefused; nothing is stored."""
    if size > settings.WURI_UPLOAD_MAX_BYTES:
        raise TooLarge(name)
    content = file.read(settings.WURI_UPLOAD_MAX_BYTES + 1)
    if len(content) > settings.WURI_UPLOAD_MAX_BYTES:
        raise TooLarge(name)
    if not content:
        raise EmptyFile(name)
    kind = kind_of(content, name)
    check_name(kind, name)
    shown = clean_name(name, kind.suffixes[0])
    return Examined(kind, shown, len(content), hashlib.sha256(content).hexdigest(), content)


def kind_of(content: bytes, name: str = "") -> FileKind:
    """What the bytes are. Raises UploadRefused for all that is not taken, is broken, or is two things at once."""
    if content.startswith(b"PK"):
        return PACKAGES[package_mark(content, name)]
    # The library knows many formats and so gives the first word; what it lets through is then looked at in full.
    kind, is_whole = SHAPES.get(filetype.guess_mime(content[:8192]) or "", (None, None))
    if kind is None or is_whole is None:
        raise WrongKind(name)
    if not is_whole(content):
        raise DamagedFile(name)
    if end_record(content):
        raise MixedFile(name)
    if kind is PDF and any(mark in content for mark in (b"/JavaScript", b"/Launch")):
        raise HasScripts(name)
    return kind


def check_name(kind: FileKind, name: str) -> None:
    """A name may not promise something else than the content is. Raises DisguisedName, NameAndContentDiffer."""
    hidden = disguise(name)
    if hidden:
        raise DisguisedName(name, hidden=hidden)
    suffix = suffix_of(name)
    if suffix and suffix not in kind.suffixes:
        raise NameAndContentDiffer(name, suffix=suffix, label=kind.label, right=kind.suffixes[0])


SHAPES: dict[str, tuple[FileKind, Callable[[bytes], bool]]] = {
    PDF.content_type: (PDF, pdf_is_whole),
    PNG.content_type: (PNG, png_is_whole),
    JPEG.content_type: (JPEG, jpeg_is_whole),
}
