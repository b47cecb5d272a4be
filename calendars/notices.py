"""What does a holiday notice say? The facts of one notice as a frozen value, read from JSON."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from .festivals import days_between

NATIONAL = "CN"
SHANGHAI_CITY = "CN-SH"


class NoticeUnreadable(ValueError):
    """The record of a notice lacks a field or holds something that is not a date."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days off from `first` to `last`, both included; `name` as the notice names them, or empty."""

    first: date
    last: date
    name: str = ""

    def __iter__(self) -> Iterator[date]:
        return iter(days_between(self.first, self.last))

    @classmethod
    def from_json(cls, entry: Sequence[str]) -> "Span":
        first, last, *name = entry
        return cls(date.fromisoformat(first), date.fromisoformat(last), name[0] if name else "")

    def to_json(self) -> list[str]:
        days = [self.first.isoformat(), self.last.isoformat()]
        return [*days, self.name] if self.name else days


@dataclass(frozen=True, slots=True)
class Notice:
    """One published notice: which days it frees and which it makes working days. Dates in Asia/Shanghai."""

    code: str
    off: tuple[Span, ...]
    work: tuple[date, ...]
    scope: str = NATIONAL
    doc_no: str = ""
    issuer: str = ""
    signed_on: date | None = None
    published_on: date | None = None
    url: str = ""
    amends: str = ""  # code of the notice this one changes
    covers: int | None = None  # the year that this notice settles; None for amendments and local ones
    confidence: str = ""  # why this record is to be doubted; empty if it is not

    @property
    def days_off(self) -> frozenset[date]:
        return frozenset(day for span in self.off for day in span)

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> "Notice":
        """Read one record of the notices file. Raises NoticeUnreadable, naming the record."""
        try:
            return cls(
                code=record["id"],
                scope=record["scope"],
                doc_no=record["doc_no"] or "",
                issuer=record["issuer"],
                signed_on=_day(record["signed"]),
                published_on=_day(record["published"]),
                url=record["url"] or "",
                amends=record["amends"] or "",
                covers=record["covers"],
                off=tuple(map(Span.from_json, record["off"])),
                work=tuple(map(date.fromisoformat, record["work"])),
                confidence=record.get("confidence", ""),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise NoticeUnreadable(f"{record.get('id', 'a notice without id')}: {error!r}") from error


def read_notices(text: str) -> tuple[Notice, ...]:
    """The notices of a JSON document {"notices": [...]}, in its order. Raises NoticeUnreadable."""
    try:
        records = json.loads(text)["notices"]
    except (KeyError, TypeError, ValueError) as error:
        raise NoticeUnreadable(f"not a list of notices: {error!r}") from error
    return tuple(map(Notice.from_json, records))


def published_notices() -> tuple[Notice, ...]:
    """The notices that come with the program: national ones from 2018 on, and two of Shanghai as examples."""
    return read_notices(files("calendars").joinpath("data/cn_notices.json").read_text("utf-8"))


def in_order_of_authority(
    notices: Iterable[Notice], scopes: Sequence[str], as_of: date | None = None
) -> tuple[Notice, ...]:
    """Those of `scopes` that were known on `as_of`, weakest first: by order of scope, then of publication.

    A notice whose day of publication is not known counts as the latest, and as unknown on every `as_of`.
    """

    def rank(notice: Notice) -> tuple[int, date, str, str]:
        published_on = notice.published_on or date.max
        return scopes.index(notice.scope), published_on, notice.amends, notice.code

    known = (n for n in notices if as_of is None or (n.published_on and n.published_on <= as_of))
    return tuple(sorted((n for n in known if n.scope in scopes), key=rank))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
