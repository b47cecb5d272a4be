"""A notice as it was handed in: pasted text or JSON, before anybody has let it count."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from .notices import Notice, NoticeUnreadable
from .reading import read_text

LONGEST = 200_000  # characters; the notices have about a thousand


@dataclass(frozen=True, slots=True)
class Draft:
    """One notice that was read. `text` is what was handed in, with its lines ended by \\n, and `sha256` the digest of
    that; `remarks` in the user's words."""

    notice: Notice
    text: str
    sha256: str
    remarks: tuple[str, ...] = ()
    legal_basis: str = ""


def decoded(raw: bytes) -> str:
    """The text of a file: UTF-8, or the GB 18030 of older machines. Raises NoticeUnreadable."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NoticeUnreadable(_("文件不是 UTF-8 或者 GB 18030 编码的文本。"))


def read_drafts(
    text: str, known: Iterable[Notice] = (), *, published_on: date | None = None, url: str = ""
) -> tuple[Draft, ...]:
    """The notices in `text`: one in the usual wording, or JSON as in calendars/data/cn_notices.json (any number).

    `known` are the notices that one of them may amend. `published_on` and `url` fill in what the text lacks.
    Raises NoticeUnreadable, whose message is in the user's words.
    """
    if not text.strip():
        raise NoticeUnreadable(_("请粘贴通知全文，或者选择文件。"))
    if len(text) > LONGEST or "\0" in text:
        raise NoticeUnreadable(_("内容过长或者不是文本，不像一份放假通知。"))
    text = "\n".join(text.splitlines()) + "\n"  # browsers and machines end lines each in their own way
    digest = sha256(text.encode()).hexdigest()
    if text.lstrip("\ufeff \r\n\t").startswith(("{", "[")):
        drafts = [_from_record(record, text, digest) for record in _records(text)]
    else:
        reading = read_text(text, known)
        drafts = [Draft(reading.notice, text, digest, reading.remarks)]
    return tuple(replace(one, notice=_filled(one.notice, published_on, url)) for one in drafts)


def _records(text: str) -> list[Mapping[str, Any]]:
    """The records of {"notices": [...]}, of a list, or one record by itself."""
    try:
        read = json.loads(text.lstrip("\ufeff"))
    except ValueError as error:
        raise NoticeUnreadable(_("JSON 无法读取：%(error)s") % {"error": error}) from None
    records = read.get("notices", [read]) if isinstance(read, dict) else read
    if not isinstance(records, list) or not records or not all(isinstance(one, dict) for one in records):
        raise NoticeUnreadable(_("JSON 中没有通知记录。"))
    return records


def _from_record(record: Mapping[str, Any], text: str, digest: str) -> Draft:
    try:
        notice = Notice.from_json(record)
    except NoticeUnreadable as error:
        words = _("通知记录缺少内容或者日期有误：%(error)s")
        raise NoticeUnreadable(words % {"error": error}) from None
    if len(notice.code) > 40 or not notice.code:
        raise NoticeUnreadable(_("通知代码应当为 1 至 40 个字符。"))
    return Draft(notice, text, digest, legal_basis=str(record.get("legal_basis") or ""))


def _filled(notice: Notice, published_on: date | None, url: str) -> Notice:
    """A day and an address that a person gives are truer than what the text was read to say."""
    return replace(notice, published_on=published_on or notice.published_on, url=url or notice.url)
