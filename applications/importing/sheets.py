"""What does the file say? CSV in UTF-8 or GB18030, or XLSX, as numbered lines of text; no meaning yet."""

import csv
import io
import zipfile
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
from django.utils.translation import gettext as _

from .problems import UnreadableFile

MAX_BYTES = 30 * 1024 * 1024
# An XLSX file is a ZIP archive: a small one can unpack to more than the machine holds.
MAX_UNPACKED_BYTES = 300 * 1024 * 1024
MAX_LINES = 50_000
FIELD_SHEETS = ("fields", "字段")
OLD_EXCEL = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Sheet:
    """The lines that are not blank: (number as an editor shows it, cells without surrounding space)."""

    name: str
    lines: tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Book:
    """One file: the catalogue, and the fields where a second sheet or file names them."""

    form: str
    catalogue: Sheet
    fields: Sheet | None = None


def read(path: Path, fields: Path | None = None) -> Book:
    """The file at `path`, with the fields of a second file. Raises UnreadableFile."""
    book = read_bytes(_content(path))
    if fields is None:
        return book
    return replace(book, fields=replace(read_bytes(_content(fields)).catalogue, name=fields.name))


def read_bytes(content: bytes) -> Book:
    """A CSV or XLSX file, told apart by what it holds. Raises UnreadableFile."""
    if content.startswith(OLD_EXCEL):
        raise UnreadableFile(_("这是旧版 Excel 文件（.xls），请另存为 .xlsx 或者 CSV 后重试。"))
    if content.startswith(b"PK\x03\x04"):
        return _read_xlsx(content)
    form, text = _decoded(content)
    return Book(form, _read_csv(text))


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise UnreadableFile(_("文件超过 %(mb)d MB，请拆分后分次导入。") % {"mb": MAX_BYTES // 2**20})
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            _("不能读取文件 %(path)s：%(why)s。请核对路径和权限。") % {"path": path, "why": error.strerror or error}
        ) from error


def _decoded(content: bytes) -> tuple[str, str]:
    """UTF-8 is tried first: text in it hardly ever is well-formed by chance, while GB18030 takes almost anything."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content:
        raise UnreadableFile(_("文件编码不是 UTF-8 或者 GB18030，请另存为“CSV UTF-8”后重试。"))
    for form, encoding in (("UTF-8", "utf-8-sig"), ("GB18030", "gb18030")):
        try:
            return form, content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile(_("文件编码不是 UTF-8 或者 GB18030，请另存为“CSV UTF-8”后重试。"))


def _read_csv(text: str) -> Sheet:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines = []
    first = 1  # of the record: one with line breaks in its cells takes several
    try:
        for cells in reader:
            lines.append((first, tuple(cell.strip() for cell in cells)))
            first = reader.line_num + 1
            _enough(len(lines))
    except csv.Error as error:
        message = _("第 %(line)d 行起不是正确的 CSV（引号没有成对，或者单元格过长），请改正后重试。")
        raise UnreadableFile(message % {"line": first}) from error
    return _sheet("", lines)


def _read_xlsx(content: bytes) -> Book:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED_BYTES:
                raise UnreadableFile(_("该 Excel 文件展开后过大，请拆分后分次导入。"))
        workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheets = [_sheet(sheet.title, _rows(sheet)) for sheet in workbook.worksheets]
    except UnreadableFile:
        raise
    except Exception as error:  # openpyxl raises whatever the broken part of the file makes it stumble over
        raise UnreadableFile(_("该 Excel 文件已损坏或者不是 .xlsx 格式，请重新保存后重试。")) from error
    fields = [sheet for sheet in sheets if sheet.name.strip().lower() in FIELD_SHEETS]
    others = [sheet for sheet in sheets if sheet not in fields]
    if not others:
        raise UnreadableFile(_("该 Excel 文件没有目录工作表，请把目录放在第一个工作表。"))
    return Book("XLSX", replace(others[0], name=""), fields[0] if fields else None)


def _rows(sheet: Any) -> list[tuple[int, tuple[str, ...]]]:
    sheet.reset_dimensions()  # what the file claims of its own size is often wrong
    rows = []
    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        _enough(number)
        rows.append((number, tuple(_text(cell) for cell in cells)))
    return rows


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        cell = cell.date()  # a workbook keeps a day as its midnight
    return cell.isoformat() if isinstance(cell, datetime | date) else str(cell).strip()


def _enough(lines: int) -> None:
    if lines > MAX_LINES:
        raise UnreadableFile(_("文件超过 %(n)d 行，请拆分后分次导入。") % {"n": MAX_LINES})


def _sheet(name: str, lines: list[tuple[int, tuple[str, ...]]]) -> Sheet:
    return Sheet(name, tuple((number, cells) for number, cells in lines if any(cells)))
