"""Reading files: whatever spreadsheet programs write, and what they break."""

import io
import zipfile
from datetime import date

import pytest

from applications.importing import sheets
from applications.importing.problems import UnreadableFile
from applications.importing.sheets import read_bytes

from .files import HEADER, PARKING, as_csv, as_xlsx


@pytest.mark.parametrize(
    ("encoding", "form"), [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("gb18030", "GB18030"), ("gbk", "GB18030")]
)
def test_a_csv_is_read_in_every_encoding_that_offices_use(encoding: str, form: str) -> None:
    book = read_bytes(as_csv(PARKING, encoding=encoding))
    assert book.form == form
    assert book.catalogue.lines == ((1, HEADER), (2, PARKING))


def test_blank_lines_are_passed_over_and_still_counted() -> None:
    content = "code,title\r\n\r\n,\r\nA,甲\r\n".encode()
    assert read_bytes(content).catalogue.lines == ((1, ("code", "title")), (4, ("A", "甲")))


def test_a_record_with_line_breaks_has_the_number_of_its_first_line() -> None:
    content = 'code,title\nA,"第一行\n第二行"\nB,乙\n'.encode()
    assert [number for number, _ in read_bytes(content).catalogue.lines] == [1, 2, 4]


def test_cells_lose_the_space_round_them_wide_or_narrow() -> None:
    assert read_bytes("a, b \u3000\n".encode()).catalogue.lines == ((1, ("a", "b")),)


def test_a_workbook_gives_text_whatever_its_cells_hold() -> None:
    content = as_xlsx(目录=[["a", 5, 5.0, 5.5, True, None, date(2026, 9, 28)]])
    assert read_bytes(content).catalogue.lines[0][1] == ("a", "5", "5", "5.5", "true", "", "2026-09-28")


def test_the_sheet_of_fields_may_stand_first() -> None:
    book = read_bytes(as_xlsx(fields=[["x"]], 目录=[["y"]]))
    assert book.catalogue.lines == ((1, ("y",)),)
    assert book.fields is not None
    assert book.fields.lines == ((1, ("x",)),)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "旧版 Excel"),
        (b"PK\x03\x04 broken", "Excel 文件已损坏"),
        ("code,title".encode("utf-16"), "不是 UTF-8 或者 GB18030"),
        (b"code\0title", "不是 UTF-8 或者 GB18030"),
        (b"\xff\xff\xff,\x81", "不是 UTF-8 或者 GB18030"),
        (b'a,b\nc,"d\ne', "第 2 行起不是正确的 CSV"),
        (as_xlsx(字段=[["x"]]), "没有目录工作表"),
    ],
)
def test_what_cannot_be_read_is_told_with_what_to_do(content: bytes, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said):
        read_bytes(content)


def test_a_zip_file_that_is_no_workbook_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("letter.txt", "hello")
    with pytest.raises(UnreadableFile, match="Excel 文件已损坏"):
        read_bytes(out.getvalue())


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MAX_UNPACKED_BYTES", 1000)
    with pytest.raises(UnreadableFile, match="展开后过大"):
        read_bytes(as_xlsx(目录=[HEADER, PARKING]))


def test_a_file_of_too_many_lines_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MAX_LINES", 2)
    with pytest.raises(UnreadableFile, match="超过 2 行"):
        read_bytes(as_csv(PARKING, PARKING))
