"""Catalogue files as departments send them: CSV and XLSX made from plain rows."""

import csv
import io
from collections.abc import Iterable, Sequence

import openpyxl

from applications.importing.sheets import Book, read_bytes

HEADER = ("code", "title", "domain", "provider", "openness")
PARKING = ("TR-001", "停车场信息", "交通", "市交通委", "有条件开放")
STOPS = ("TR-002", "公交站点信息", "交通", "市交通委", "conditional")
SCHOOLS = ("ED-001", "小学信息", "教育", "市教委", "无条件开放")
FIELDS_HEADER = ("编号", "字段名", "中文名", "类型", "说明", "敏感字段")


def as_csv(*rows: Sequence[str], header: Sequence[str] = HEADER, encoding: str = "utf-8") -> bytes:
    """The rows under a header, as CSV."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([header, *rows])
    return text.getvalue().encode(encoding)


def as_xlsx(**sheets: Iterable[Sequence[object]]) -> bytes:
    """One sheet for each keyword, in their order."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def book(*rows: Sequence[str], header: Sequence[str] = HEADER) -> Book:
    """The rows as they are after reading."""
    return read_bytes(as_csv(*rows, header=header))
