"""Frozen dataclasses to canonical JSON and back: one value, one text, one digest.

Canonical here: UTF-8, keys sorted, no blanks, no floats; dates as YYYY-MM-DD, moments as UTC with offset,
so that the same moment written in another zone gives the same bytes.
"""

import json
import types
import typing
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from .refusals import UnreadableFacts


def canonical_json(value: Any) -> str:
    """The canonical text of a dataclass or of plain values; TypeError for what has no canonical form."""
    return json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def plain(value: Any) -> Any:
    """The value as dict, list, str, int, bool or None. Floats, lazy texts and naive moments: TypeError."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise TypeError("a moment needs its time zone")
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, (str, int)):
        return str(value) if isinstance(value, str) else value
    raise TypeError(f"{type(value).__name__} has no canonical form")


def parse_json(text: str | bytes) -> dict[str, Any]:
    """The object in a facts file; UnreadableFacts for floats, doubled keys and anything but an object."""
    try:
        data = json.loads(text, parse_float=_no_float, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise UnreadableFacts(str(error)) from error
    if not isinstance(data, dict):
        raise UnreadableFacts("object expected")
    return data


def restore(kind: Any, data: Any, where: str = "$") -> Any:
    """The value of type `kind` that `plain` turned into `data`; UnreadableFacts naming the place."""
    origin = typing.get_origin(kind)
    if origin is tuple:
        item_kind = typing.get_args(kind)[0]
        items = _expect(list, data, where)
        return tuple(restore(item_kind, item, f"{where}[{place}]") for place, item in enumerate(items))
    if origin in (types.UnionType, typing.Union):
        inner = next(option for option in typing.get_args(kind) if option is not types.NoneType)
        return None if data is None else restore(inner, data, where)
    if is_dataclass(kind):
        return _restore_record(kind, _expect(dict, data, where), where)
    return _restore_scalar(kind, data, where)


def _restore_record(kind: Any, data: dict[str, Any], where: str) -> Any:
    hints = typing.get_type_hints(kind)
    unknown, absent = set(data) - set(hints), set(hints) - set(data)
    if unknown or absent:
        raise UnreadableFacts(f"{where}: unknown {sorted(unknown)}, absent {sorted(absent)}")
    return kind(**{name: restore(hint, data[name], f"{where}.{name}") for name, hint in hints.items()})


def _restore_scalar(kind: Any, data: Any, where: str) -> Any:
    if kind is int:
        return _expect(int, data, where)
    text = _expect(str, data, where)
    if kind is str:
        return text
    try:
        return kind(text) if issubclass(kind, StrEnum) else kind.fromisoformat(text)
    except ValueError as error:
        raise UnreadableFacts(f"{where}: {error}") from error


def _expect(kind: type, data: Any, where: str) -> Any:
    # bool is an int to Python, not to a reader of the file.
    if not isinstance(data, kind) or (kind is int and isinstance(data, bool)):
        raise UnreadableFacts(f"{where}: {kind.__name__} expected")
    return data


def _no_float(text: str) -> Any:
    raise ValueError(f"float {text}")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found
