"""The file that is handed over: a CSV whose header names the fields of its data set."""

import csv
from collections.abc import Collection
from io import TextIOWrapper
from typing import IO, Any

from django.utils.translation import gettext as _

from .problems import UnreadableFile


def count_rows(file: IO[bytes], fields: Collection[str]) -> int:
    """The number of data rows of an open CSV (UTF-8), read as a stream from its start; it is left open at its start.

    Raises UnreadableFile, saying what to mend, when a field has no column or a row has not as many cells as the header.
    """
    file.seek(0)
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        return _count(csv.reader(text, strict=True), fields)
    except UnicodeDecodeError as error:
        raise UnreadableFile(_("数据文件的编码应为 UTF-8，请另存为“CSV UTF-8”后重新上传。")) from error
    except csv.Error as error:
        raise UnreadableFile(_("数据文件不是正确的 CSV（引号没有成对，或者单元格过长），请改正后重新上传。")) from error
    finally:
        text.detach()
        file.seek(0)


def _count(rows: Any, fields: Collection[str]) -> int:
    """`rows` is a csv.reader, whose class has no public name."""
    header: list[str] = next(rows, [])
    absent = [name for name in fields if name not in header]
    if absent:
        raise UnreadableFile(_("数据文件的第 1 行应为字段名，其中缺少：%(names)s。") % {"names": _("、").join(absent)})
    count = 0
    for row in rows:
        if row and len(row) != len(header):
            message = _("数据文件第 %(line)d 行有 %(n)d 个单元格，应为 %(columns)d 个，请改正后重新上传。")
            raise UnreadableFile(message % {"line": rows.line_num, "n": len(row), "columns": len(header)})
        count += bool(row)
    return count
