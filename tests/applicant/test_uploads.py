"""What is taken, and that each refusal tells what is wrong and what is allowed."""

import io
import zipfile
from typing import Any

import pytest

from applications.upload_refusals import (
    DamagedFile,
    DisguisedName,
    EmptyFile,
    HasScripts,
    Locked,
    MixedFile,
    NameAndContentDiffer,
    TooLarge,
    TooMuchInside,
    UploadRefused,
    WrongKind,
)
from applications.uploads import EXCEL, JPEG, OFD, PDF, PNG, WORD, Examined, FileKind, examine

from . import files


def look_at(content: bytes, name: str) -> Examined:
    return examine(io.BytesIO(content), name, len(content))


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (files.PDF, "安全承诺书.pdf", PDF),
        (files.PDF, "安全承诺书.PDF", PDF),
        (files.PDF, "安全承诺书", PDF),
        (files.PDF, "方案V1.2.pdf", PDF),
        (files.word(), "应用场景说明.docx", WORD),
        (files.excel(), "字段清单.xlsx", EXCEL),
        (files.ofd(), "营业执照.ofd", OFD),
        (files.png(), "营业执照.png", PNG),
        (files.jpeg(), "营业执照.jpg", JPEG),
        (files.jpeg(), "营业执照.jpeg", JPEG),
        # A telephone's moving picture: a film behind the end mark.
        (files.jpeg() + b"\0\0\0\x18ftypmp42" + bytes(300), "营业执照.jpg", JPEG),
    ],
)
def test_an_honest_file_is_known_by_its_content(content: bytes, name: str, kind: FileKind) -> None:
    examined = look_at(content, name)
    assert (examined.kind, examined.size, examined.content) == (kind, len(content), content)
    assert len(examined.sha256) == 64


@pytest.mark.parametrize(
    ("content", "name", "refusal"),
    [
        (b"", "空.pdf", EmptyFile),
        (files.EXE, "安全承诺书.pdf", WrongKind),
        (files.EXE, "setup.exe", WrongKind),
        (files.HTML, "安全承诺书.pdf", WrongKind),
        (files.SVG, "营业执照.svg", WrongKind),
        (files.SVG, "营业执照.png", WrongKind),
        (b"#!/bin/sh\nrm -rf /\n", "说明.pdf", WrongKind),
        (b"just text", "说明.txt", WrongKind),
        (files.OLD_WORD, "说明.doc", WrongKind),
        (b"GIF89a" + bytes(50), "营业执照.gif", WrongKind),
        (b"\n" + files.PDF, "说明.pdf", WrongKind),
        (files.PDF[:60], "说明.pdf", DamagedFile),
        (b"%PDF-1.7\n" + files.HTML, "说明.pdf", DamagedFile),
        (files.png()[:-4], "执照.png", DamagedFile),
        (files.png() + files.HTML, "执照.png", DamagedFile),
        (files.png().replace(b"IDAT", b"IDAX"), "执照.png", DamagedFile),
        (files.jpeg()[:12], "执照.jpg", DamagedFile),
        (files.PDF + files.package({"a.class": b"x"}), "说明.pdf", MixedFile),
        (files.two_in_one(), "a.pdf", MixedFile),
        (files.jpeg() + files.package({"a.class": b"x"}), "执照.jpg", MixedFile),
        (files.PDF.replace(b"/Type/Catalog", b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"), "a.pdf", HasScripts),
        (files.PDF.replace(b"/Type/Catalog", b"/OpenAction<</S/Launch/F(cmd.exe)>>"), "a.pdf", HasScripts),
    ],
)  # fmt: skip
def test_what_is_not_an_honest_file_is_refused(content: bytes, name: str, refusal: type[UploadRefused]) -> None:
    with pytest.raises(refusal):
        look_at(content, name)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (files.package({"a.txt": b"x"}), WrongKind),
        (files.package({"META-INF/MANIFEST.MF": b"", "A.class": b""}), WrongKind),
        (files.word({"word/vbaProject.bin": b"x"}), HasScripts),
        (files.word({"word/activeX/activeX1.xml": b"x"}), HasScripts),
        (files.word({"word/embeddings/setup.exe": b"x"}), HasScripts),
        (files.declaring(("/word/document.xml", files.WORD_MACRO)), HasScripts),
        (files.declaring(), WrongKind),
        (files.declaring(("/word/elsewhere.xml", files.WORD_MAIN)), WrongKind),
        (files.word({"[Content_Types].xml": "<Types"}), DamagedFile),
        (files.word({"[Content_Types].xml": b"\xff\xfe<"}), DamagedFile),
        (files.word({"[Content_Types].xml": '<!DOCTYPE a []><Types/>'}), DamagedFile),
        (files.word({"../../etc/passwd": b"x"}), DamagedFile),
        (files.word({"/etc/passwd": b"x"}), DamagedFile),
        (files.word({"WORD/document.xml": b"x"}), DamagedFile),
        (files.package(files.WORD_PARTS, zipfile.ZIP_LZMA), DamagedFile),
        (files.package({"OFD.xml": "<html/>"}), WrongKind),
        (files.word()[:-30], DamagedFile),
        (files.word() + b"tail", DamagedFile),
        (files.EXE + files.word(), WrongKind),
        (files.word() + files.word(), MixedFile),
        (files.bomb(), TooMuchInside),
        (files.overlapping(), TooMuchInside),
        (files.word({**{f"word/p{n}.xml": b"" for n in range(2000)}}), TooMuchInside),
        (files.word({"[Content_Types].xml": files.types() + " " * (2 << 20)}), TooMuchInside),
        (b"PK\x05\x06" + bytes(18), DamagedFile),
        (b"PK", DamagedFile),
    ],
)  # fmt: skip
def test_a_package_that_is_no_plain_document_is_refused(content: bytes, refusal: type[UploadRefused]) -> None:
    with pytest.raises(refusal):
        look_at(content, "说明.docx")


def test_a_package_with_a_password_is_refused() -> None:
    with pytest.raises(Locked):
        look_at(files.with_password(), "说明.docx")


@pytest.mark.parametrize(
    "place", ["https://evil.example/a.dotm", r"\\evil.example\a.dotm", "file://evil.example/a.dotm"]
)
def test_a_template_from_another_machine_counts_as_a_macro(place: str) -> None:
    with pytest.raises(HasScripts):
        look_at(files.fetching(place), "说明.docx")


def test_the_template_of_the_writer_himself_is_left_alone() -> None:
    assert look_at(files.fetching("file:///C:\\Users\\a\\Normal.dotm"), "说明.docx").kind is WORD


@pytest.mark.parametrize("name", ["合同.exe.pdf", "合同.pdf.pdf", "合同.docx.pdf", "合同.JS.pdf", "合同.exe .pdf"])
def test_a_name_with_two_suffixes_is_refused(name: str) -> None:
    with pytest.raises(DisguisedName, match="两个扩展名"):
        look_at(files.PDF, name)


@pytest.mark.parametrize(
    ("content", "name"), [(files.PDF, "合同.exe"), (files.jpeg(), "扫描件.pdf"), (files.word(), "合同.docm")]
)
def test_a_name_that_promises_another_kind_is_refused_and_says_which_is_right(content: bytes, name: str) -> None:
    with pytest.raises(NameAndContentDiffer, match="扩展名改为"):
        look_at(content, name)


def test_the_size_is_looked_at_before_the_file_is_read(settings: Any) -> None:
    class Unreadable(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise AssertionError("read")

    settings.WURI_UPLOAD_MAX_BYTES = 100
    with pytest.raises(TooLarge, match="每个文件不超过 100 B"):
        examine(Unreadable(), "大.pdf", 101)


def test_a_size_that_was_told_wrongly_is_found_out(settings: Any) -> None:
    settings.WURI_UPLOAD_MAX_BYTES = 100
    with pytest.raises(TooLarge):
        examine(io.BytesIO(files.PDF), "大.pdf", 10)


def test_a_refusal_says_what_is_allowed() -> None:
    with pytest.raises(WrongKind) as refused:
        look_at(files.HTML, "说明.pdf")
    assert "PDF、OFD、Word（.docx）、Excel（.xlsx）" in str(refused.value)
    assert "不超过 20 MB" in str(refused.value)
