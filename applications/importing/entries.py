"""What a file says about each data set, as values; and every fault that can be seen without the database."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .columns import CATALOGUE
from .field_lists import FieldEntry, from_json, from_sheet
from .lines import Line, read_lines
from .problems import Problem
from .sheets import Book

# Columns that are no column of the data set's own row.
APART = ("code", "provider", "fields", "tags")


@dataclass(frozen=True)
class Entry:
    """One data set of the file. `values` holds what the file has columns for.

    `fields` and `tags` that are None are left as they are.
    """

    line: int
    code: str
    provider: str
    values: dict[str, Any]
    fields: tuple[FieldEntry, ...] | None = None
    tags: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Entries:
    """The entries that could be read, and all problems; `lines` counts the data sets of the file."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    lines: int


def read_entries(book: Book) -> Entries:
    """Every data set of the book. Raises UnreadableFile when a header is not that of such a file."""
    read = read_lines(book.catalogue, CATALOGUE)
    problems = [*read.problems, *_twice(read.lines)]
    spoilt = {problem.line for problem in problems}
    lists, unsound = from_sheet(book.fields) if book.fields else ({}, [])
    problems += [*unsound, *_of_no_data_set(lists, read.lines, book)]
    entries = []
    for line in read.lines:
        if line.number in spoilt:
            continue
        # A list with a line missing would look like fields to be deleted.
        fields, wrong = _fields(line, {} if unsound else lists)
        problems += wrong
        if not wrong:
            entries.append(_entry(line, fields))
    return Entries(tuple(entries), tuple(problems), len(read.lines))


def _entry(line: Line, fields: tuple[FieldEntry, ...] | None) -> Entry:
    values = {name: value for name, value in line.values.items() if name not in APART}
    return Entry(line.number, line.values["code"], line.values["provider"], values, fields, line.values.get("tags"))


def _fields(
    line: Line, lists: dict[str, tuple[FieldEntry, ...]]
) -> tuple[tuple[FieldEntry, ...] | None, list[Problem]]:
    """The fields of the line itself or of the second sheet; nothing in either leaves them as they are."""
    text, listed = line.values.get("fields", ""), lists.get(line.values["code"])
    if text and listed:
        message = _("字段既写在本行，又写在字段表中，请只保留一处。")
        return None, [Problem(line.number, "字段", message)]
    return from_json(text, line.number) if text else (listed, [])


def _twice(lines: Iterable[Line]) -> list[Problem]:
    """Every line whose code stands in another line too."""
    lines = [line for line in lines if "code" in line.values]
    counts = Counter(line.values["code"] for line in lines)
    return [
        Problem(line.number, "编号", _("“%(code)s”在文件中出现多次，请只保留一行。") % {"code": line.values["code"]})
        for line in lines
        if counts[line.values["code"]] > 1
    ]


def _of_no_data_set(lists: dict[str, tuple[FieldEntry, ...]], lines: Iterable[Line], book: Book) -> list[Problem]:
    """Fields whose data set the catalogue part of the file does not have."""
    if book.fields is None:
        return []
    codes = {line.values.get("code") for line in lines}
    message = _("目录中没有编号“%(code)s”，请核对编号，或者在目录中补上该数据集。")
    return [
        Problem(fields[0].line, "编号", message % {"code": code}, book.fields.name)
        for code, fields in lists.items()
        if code not in codes
    ]
