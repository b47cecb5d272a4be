"""What a call of the data interface asks for: columns, filters, page. Plain functions of plain values, and its SQL."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .refusals import WrongQuestion
from .summing import quoted

SIGNS = {"": "=", "gte": ">=", "lte": "<=", "gt": ">", "lt": "<", "ne": "<>"}
ITS_OWN = ("fields", "limit", "cursor", "format")
MOST, USUAL = 10_000, 1_000
NUMBER_OF_ROW = "file_row_number"


@dataclass(frozen=True)
class Question:
    """`first` is the row to go on with; `copy` the copy that an earlier page came from, 0 for the newest."""

    fields: tuple[str, ...]
    filters: tuple[tuple[str, str, str], ...] = field(default=())
    limit: int = USUAL
    copy: int = 0
    first: int = 0
    format: str = "json"


def question(asked: Mapping[str, Sequence[str]], columns: Sequence[str]) -> Question:
    """From the parameters of an address, each with its values. Raises WrongQuestion, naming the parameter."""
    one = {name: values[-1] for name, values in asked.items()}
    fields = tuple(one["fields"].split(",")) if "fields" in one else tuple(columns)
    if not set(fields) <= set(columns) or len(set(fields)) < len(fields):
        raise WrongQuestion(parameter="fields")
    if one.get("format", "json") not in ("json", "csv"):
        raise WrongQuestion(parameter="format")
    copy, first = _cursor(one.get("cursor", ""))
    filters = tuple(
        _filter(name, value, columns) for name, values in asked.items() if name not in ITS_OWN for value in values
    )
    return Question(fields, filters, _limit(one.get("limit", "")), copy, first, one.get("format", "json"))


def _limit(text: str) -> int:
    if not text:
        return USUAL
    if not (text.isascii() and text.isdigit() and 0 < int(text[:9]) <= MOST):
        raise WrongQuestion(parameter="limit")
    return int(text)


def _cursor(text: str) -> tuple[int, int]:
    """12.3000: from row 3000 of copy 12 on."""
    copy, _dot, first = text.partition(".")
    if not text:
        return 0, 0
    if not all(part.isascii() and part.isdigit() and len(part) <= 15 for part in (copy, first)):
        raise WrongQuestion(parameter="cursor")
    return int(copy), int(first)


def _filter(name: str, value: str, columns: Sequence[str]) -> tuple[str, str, str]:
    """(column, sign, value) of passengers__gte=100."""
    if name in columns:
        return name, "=", value
    column, _sign, how = name.rpartition("__")
    if column not in columns or how not in SIGNS:
        raise WrongQuestion(parameter=name)
    return column, SIGNS[how], value


def sql(asked: Question, types: Mapping[str, str]) -> tuple[str, list[Any]]:
    """The query and its values, but for the file's name, which comes first; one row more than the page shows whether
    there is another. `types` are the columns' types in the file. Raises WrongQuestion."""
    where, values = [f"{NUMBER_OF_ROW} >= ?"], [asked.first]
    for column, sign, value in asked.filters:
        where.append(f"{quoted(column)} {sign} ?")
        values.append(_value(value, types[column], column))
    wanted = ", ".join(map(quoted, asked.fields))
    return (
        f"SELECT {NUMBER_OF_ROW}, {wanted} FROM read_parquet(?, file_row_number = true) "
        f"WHERE {' AND '.join(where)} ORDER BY {NUMBER_OF_ROW} LIMIT {asked.limit + 1}",
        values,
    )


def _value(text: str, kind: str, column: str) -> Any:
    try:
        return int(text) if kind == "BIGINT" else float(text) if kind == "DOUBLE" else text
    except ValueError:
        raise WrongQuestion(parameter=column) from None
