"""How a column is made less telling before it is handed over (脱敏): plain functions of one cell."""

import hashlib
import hmac
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Mask = Callable[[str], str]

METHODS: dict[str, str | Promise] = {
    "partial": _("遮盖中间字符（只留首尾）"),
    "code": _("替换为代码（同一内容代码相同）"),
    "tens": _("数值取整到十"),
    "month": _("日期只留年月"),
    "sum": _("按其余字段汇总求和"),
    "mean": _("按其余字段汇总求平均"),
}
# These do not change single cells: the rows are summed up by the other columns (delivery/summing.py).
SUMMED = frozenset({"sum", "mean"})
MONTH = re.compile(r"\d{4}-\d{2}")


def partial(cell: str) -> str:
    """张*; 1******1. One sign is covered wholly, of two the second."""
    if len(cell) < 3:
        return cell[:-1] + "*" * min(len(cell), 1)
    return cell[0] + "*" * (len(cell) - 2) + cell[-1]


def code(key: bytes) -> Mask:
    """A code that nobody can turn back who does not have `key`; an empty cell stays empty."""
    return lambda cell: hmac.new(key, cell.encode(), hashlib.sha256).hexdigest()[:16] if cell else ""


def tens(cell: str) -> str:
    """412 becomes 410; what is no number is left out."""
    try:
        number = Decimal(cell)
        return str(int((number / 10).to_integral_value()) * 10) if number.is_finite() else ""
    except InvalidOperation:
        return ""


def month(cell: str) -> str:
    """2026-09-28T08:00 becomes 2026-09; what is no date is left out."""
    found = MONTH.match(cell)
    return found[0] if found else ""


def masks_of(methods: Mapping[str, str], key: bytes) -> dict[str, Mask]:
    """The function for each column whose cells change; `methods` maps a column's name to one of METHODS."""
    known: dict[str, Mask] = {"partial": partial, "code": code(key), "tens": tens, "month": month}
    return {column: known[method] for column, method in methods.items() if method not in SUMMED}
