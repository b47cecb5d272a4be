"""The fields of data sets, from a second sheet or file with a line for each, or from JSON in the catalogue's cell."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .columns import FIELDS
from .lines import Line, read_lines
from .problems import Problem, UnreadableCell
from .sheets import Sheet

# A data set of more columns than this is a mistake in the file; positions are small integers in the database.
MOST_FIELDS = 500
IN_JSON = {column.name: column for column in FIELDS if column.name != "code"}


@dataclass(frozen=True)
class FieldEntry:
    """One column of a data set; its place in the list is its place in the data. `line` is where the file says so."""

    line: int
    name: str
    title: str
    type: str
    description: str = ""
    is_sensitive: bool = False


def from_sheet(sheet: Sheet) -> tuple[dict[str, tuple[FieldEntry, ...]], list[Problem]]:
    """The fields by the code of their data set, in the order of the sheet. Raises UnreadableFile for its header."""
    read = read_lines(sheet, FIELDS)
    spoilt = {problem.line for problem in read.problems}
    lists: dict[str, list[FieldEntry]] = {}
    for line in read.lines:
        if line.number not in spoilt:
            lists.setdefault(line.values["code"], []).append(_entry(line))
    problems = [*read.problems]
    for fields in lists.values():
        problems += _clashes(fields, sheet.name)
    return {code: tuple(fields) for code, fields in lists.items()}, problems


def from_json(text: str, line: int) -> tuple[tuple[FieldEntry, ...], list[Problem]]:
    """A JSON list of objects with name, title, type and, where wanted, description and is_sensitive."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        return (), [Problem(line, "字段", _("不是正确的 JSON（%(why)s），请改正。") % {"why": error})]
    if not isinstance(said, list) or not said or not all(isinstance(one, dict) for one in said):
        return (), [Problem(line, "字段", _("应当是 JSON 列表，每个字段一个对象，请改正。"))]
    fields, problems = [], []
    for place, one in enumerate(said, start=1):
        values, wrong = _json_values(one)
        problems += [Problem(line, "字段", _("第 %(n)d 个字段：%(why)s") % {"n": place, "why": why}) for why in wrong]
        if not wrong:
            fields.append(FieldEntry(line, **values))
    return tuple(fields), problems + _clashes(fields, "")


def _json_values(said: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The values of one object, and what is wrong with it."""
    wrong = [_("不认识“%(key)s”，请删除。") % {"key": key} for key in said if key not in IN_JSON]
    values = {}
    for name, column in IN_JSON.items():
        given = said.get(name, "")
        if not isinstance(given, str | bool):
            wrong.append(_("“%(key)s”应当是文字，请加双引号。") % {"key": name})
            continue
        try:
            values[name] = column.value(str(given).strip())
        except UnreadableCell as error:
            wrong.append(_("“%(key)s”%(why)s") % {"key": name, "why": error})
    return values, wrong


def _entry(line: Line) -> FieldEntry:
    return FieldEntry(line.number, **{name: value for name, value in line.values.items() if name != "code"})


def _clashes(fields: Iterable[FieldEntry], sheet: str) -> list[Problem]:
    """Names that a data set has twice, and too many fields."""
    problems, seen = [], set()
    for count, field in enumerate(fields, start=1):
        if field.name in seen:
            message = _("字段“%(name)s”在同一数据集中出现多次，请只保留一个。") % {"name": field.name}
            problems.append(Problem(field.line, "字段名", message, sheet))
        if count == MOST_FIELDS + 1:
            message = _("同一数据集的字段超过 %(n)d 个，请核对。") % {"n": MOST_FIELDS}
            problems.append(Problem(field.line, "", message, sheet))
        seen.add(field.name)
    return problems
