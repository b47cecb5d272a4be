"""A call of the data interface: may it be answered, what with, and what is counted. Everything is asked anew each time,
so a grant that ends closes the interface with its next call."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb
from django.conf import settings
from django.db.models import F, Sum
from django.utils.timezone import localdate

from applications.models import DeliveryMode

from .collect import table_of, terms_of
from .copies import conditions_of, path_of
from .keys import key_of
from .models import ApiKey, Copy, CopyStatus, Usage, Way
from .questions import Question, sql
from .refusals import DataUnavailable, QuotaUsedUp, TooManyCalls, WrongKey, WrongQuestion
from .rules import obstacle
from .summing import engine

BEARER = "Bearer "


@dataclass(frozen=True)
class Call:
    """`rows_left` is None where the decision sets no limit."""

    key: ApiKey
    address: str
    now: datetime
    calls_left: int
    rows_left: int | None


@dataclass(frozen=True)
class Page:
    """Rows of a table with the names of their columns; `next` is the row to go on with, None at the end."""

    copy: Copy
    fields: Sequence[str]
    rows: list[tuple[Any, ...]]
    next: int | None


def call(header: str, address: str, now: datetime) -> Call:
    """Whose call this is; it is counted. Raises WrongKey, what stands against access, TooManyCalls, QuotaUsedUp."""
    if not header.startswith(BEARER):
        raise WrongKey
    key = key_of(header.removeprefix(BEARER).strip(), now)
    refused = obstacle(terms_of(key.grant, 0), now, DeliveryMode.API)
    if refused:
        raise refused
    if key.count_call(now) > settings.WURI_API_CALLS_A_MINUTE:
        raise TooManyCalls
    usage, _made = Usage.objects.get_or_create(grant=key.grant, day=localdate(now))
    left = settings.WURI_API_CALLS_A_DAY - usage.calls - 1
    if left < 0:
        raise TooManyCalls
    Usage.objects.filter(pk=usage.pk).update(calls=F("calls") + 1)
    rows = rows_left(key)
    if rows is not None and rows <= 0:
        raise QuotaUsedUp
    return Call(key, address, now, left, rows)


def rows_left(key: ApiKey) -> int | None:
    """The decided number of downloads is so many times all rows; None without a limit."""
    quota = conditions_of(key.grant).quota
    if not quota:
        return None
    read = Usage.objects.filter(grant=key.grant).aggregate(all=Sum("rows"))["all"] or 0
    return quota * max(key.grant.application.dataset.row_count, 1) - read


def table(asked: Call, copy: int = 0) -> Copy:
    """The newest copy, or the one that an earlier page came from. Raises WrongQuestion where that has gone."""
    if not copy:
        return table_of(asked.key.grant, asked.key.created_by, asked.address, asked.now)
    mine = Copy.objects.filter(grant=asked.key.grant, way=Way.API, status=CopyStatus.READY)
    found = mine.filter(pk=copy).first()
    if found is None:
        raise WrongQuestion(parameter="cursor")
    return found


@contextmanager
def opened(copy: Copy) -> Iterator[tuple[Any, dict[str, str]]]:
    """The engine and the types of the columns, in their order. Raises DataUnavailable."""
    path = str(path_of(copy.file))
    try:
        with engine() as connection:
            described = connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [path]).fetchall()
            yield connection, {name: kind for name, kind, *_rest in described}
    except duckdb.IOException as problem:
        raise DataUnavailable from problem


def page(asked: Call, copy: Copy, connection: Any, types: dict[str, str], wanted: Question) -> Page:
    """The rows of one page; they are counted. Raises WrongQuestion for a value that no row can be compared with."""
    if asked.rows_left is not None and asked.rows_left < wanted.limit:
        wanted = Question(**{**wanted.__dict__, "limit": asked.rows_left})
    query, values = sql(wanted, types)
    try:
        found = connection.execute(query, [str(path_of(copy.file)), *values]).fetchall()
    except (duckdb.ConversionException, duckdb.OutOfRangeException, duckdb.InvalidInputException) as problem:
        raise WrongQuestion(parameter=str(problem)[:80]) from problem
    more, rows = len(found) > wanted.limit, found[: wanted.limit]
    Usage.objects.filter(grant=asked.key.grant, day=localdate(asked.now)).update(rows=F("rows") + len(rows))
    return Page(copy, wanted.fields, [row[1:] for row in rows], rows[-1][0] + 1 if more else None)
