"""From numbered lines of text to numbered lines of values: the header is understood, every cell is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .columns import Column
from .problems import Problem, UnreadableCell, UnreadableFile
from .sheets import Sheet


@dataclass(frozen=True)
class Line:
    """The values of one line that could be read, by the identifier of their column."""

    number: int
    values: dict[str, Any]


@dataclass(frozen=True)
class Lines:
    """All lines of a sheet; `columns` are those that the file has, in its order."""

    lines: tuple[Line, ...]
    columns: tuple[Column, ...]
    problems: tuple[Problem, ...]


def read_lines(sheet: Sheet, known: Sequence[Column]) -> Lines:
    """Every line below the header. Raises UnreadableFile when the header is not that of such a file."""
    columns = _header(sheet, known)
    lines: list[Line] = []
    problems: list[Problem] = []
    for number, cells in sheet.lines[1:]:
        values, wrong = _values(number, cells, columns, sheet.name)
        lines.append(Line(number, values))
        problems += wrong
    return Lines(tuple(lines), columns, tuple(problems))


def _header(sheet: Sheet, known: Sequence[Column]) -> tuple[Column, ...]:
    if not sheet.lines:
        raise UnreadableFile(_("文件是空的，请核对文件。"))
    number, cells = sheet.lines[0]
    names = _without_empty_end(cells)
    by_word = {column.name: column for column in known} | {column.header: column for column in known}
    unknown = [name or _("（空）") for name in names if name not in by_word]
    columns = tuple(by_word[name] for name in names if name in by_word)
    if unknown:
        raise UnreadableFile(
            _("第 %(line)d 行应当是列名，其中不认识：%(names)s。可用的列名：%(known)s。列之间用英文逗号分隔。")
            % {"line": number, "names": _("、").join(unknown), "known": _("、").join(column.header for column in known)}
        )
    _all_there_once(columns, known)
    return columns


def _all_there_once(columns: Sequence[Column], known: Sequence[Column]) -> None:
    twice = sorted({column.header for column in columns if columns.count(column) > 1})
    if twice:
        raise UnreadableFile(_("列名重复：%(names)s。请每列只保留一个。") % {"names": _("、").join(twice)})
    absent = [column.header for column in known if column.required and column not in columns]
    if absent:
        raise UnreadableFile(_("缺少必需的列：%(names)s。请补上后重试。") % {"names": _("、").join(absent)})


def _values(
    number: int, cells: tuple[str, ...], columns: Sequence[Column], sheet: str
) -> tuple[dict[str, Any], list[Problem]]:
    values: dict[str, Any] = {}
    problems = []
    cells = _without_empty_end(cells)
    if len(cells) > len(columns):
        message = _("有 %(n)d 个单元格，多于 %(columns)d 个列名；单元格内有逗号的，请用英文双引号括起来。")
        problems.append(Problem(number, "", message % {"n": len(cells), "columns": len(columns)}, sheet))
    for place, column in enumerate(columns):
        try:
            values[column.name] = column.value(cells[place] if place < len(cells) else "")
        except UnreadableCell as wrong:
            problems.append(Problem(number, column.header, str(wrong), sheet))
    return values, problems


def _without_empty_end(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Spreadsheets like to add empty cells at the right."""
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return cells[:end]
