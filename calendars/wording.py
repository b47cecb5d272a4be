"""Days and verbs as a holiday notice writes them: 2月15日（农历腊月二十八、周日）至23日（周一）放假调休，共9天。"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from .notices import NoticeUnreadable, Span

WEEKDAYS = "一二三四五六日"

# Year and month may be left out where they were said before; what stands in brackets is read for its weekday.
DAY = r"(?:(?:(\d{4})年)?(\d{1,2})月)?(\d{1,2})日(?:（([^（）]*)）)?"
_DAY = r"(?:(?:\d{4}年)?\d{1,2}月)?\d{1,2}日(?:（[^（）]*）)?"
_PERIOD = rf"{_DAY}(?:[至到—～-]{_DAY})?"
_LIST = rf"{_PERIOD}(?:[、和及]{_PERIOD})*"

PERIOD = re.compile(rf"{DAY}(?:[至到—～-]{DAY})?")
STATEMENT = re.compile(rf"(调整为：?)?({_LIST})(?:(?:正常|照常)?(放假|上班))?")
TOTAL = re.compile(r"(?:共|放假)(\d{1,2})天")
WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")


class NoticeTextUnreadable(NoticeUnreadable):
    """The text of a notice cannot be read without guessing; the message says what, in the user's words."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Days that a notice frees, or (`works`) makes working days."""

    works: bool
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What a passage says: its statements, and the days it names without freeing them or making them work."""

    statements: tuple[Statement, ...]
    unread: tuple[str, ...]


def read_passage(text: str, year: int, name: str) -> Said:
    """The statements of a passage about the festival `name`; `year` holds where the text names none.

    Weekdays in brackets and the number of days (共9天) are checked. Raises NoticeTextUnreadable.
    """
    statements, unread = [], []
    for sentence in filter(None, re.split("[。；;]", text)):
        for found in STATEMENT.finditer(sentence):
            adjusted, listed, verb = found.groups()
            if not (adjusted or verb):
                unread.append(f"{found[0]}：{sentence}")
                continue
            spans = tuple(_spans(listed, year, name))
            works = verb == "上班"
            if not works:
                _check_total(sentence[found.start() :], spans)
            statements.append(Statement(works, spans))
    return Said(tuple(statements), tuple(unread))


def one_day(year_said: str | None, month: str, day: str, remark: str | None, year: int) -> date:
    """A single day, checked against the weekday in its brackets. Raises NoticeTextUnreadable."""
    try:
        found = date(int(year_said or year), int(month), int(day))
    except ValueError:
        raise NoticeTextUnreadable(_("没有 %(month)s 月 %(day)s 日这一天。") % {"month": month, "day": day}) from None
    said = WEEKDAY.search(remark or "")
    weekday = said[1].replace("天", "日") if said else ""
    true = WEEKDAYS[found.weekday()]
    if weekday and weekday != true:
        words = _("%(day)s写作星期%(said)s，实为星期%(true)s，请核对通知原文。")
        raise NoticeTextUnreadable(words % {"day": found.isoformat(), "said": weekday, "true": true})
    return found


def _spans(listed: str, year: int, name: str) -> Iterator[Span]:
    """Each period of a list. One that names only its day belongs to the month of the one before."""
    before: date | None = None
    for found in PERIOD.finditer(listed):
        y1, m1, d1, w1, y2, m2, d2, w2 = found.groups()
        if m1 is None:
            if before is None:
                raise NoticeTextUnreadable(_("“%(text)s”没有写明月份。") % {"text": found[0]})
            y1, m1 = str(before.year), str(before.month)
        if before and not (y1 or y2):  # the days of a list go on in time
            first_year = before.year + (int(m1) < before.month)
        else:
            first_year = _year_of_first(y1, int(m1), y2, int(m2 or m1), year, name)
        first = one_day(None, m1, d1, w1, first_year)
        last = first
        if d2 is not None:
            wraps = int(m2 or m1) < int(m1)
            last = one_day(y2, m2 or m1, d2, w2, first.year + wraps)
        before = last
        yield Span(first, last, name)


def _year_of_first(said: str | None, month: int, end_said: str | None, end_month: int, year: int, name: str) -> int:
    """The year of a period's first day. New Year's days in December belong to the year before."""
    wraps = end_month < month
    if said:
        return int(said)
    if end_said:
        return int(end_said) - wraps
    return year - (wraps or (name == "元旦" and month == 12))


def _check_total(sentence: str, spans: tuple[Span, ...]) -> None:
    """共9天 must be what the days come to; 与周末连休 counts days that the notice does not settle."""
    said = TOTAL.search(sentence)
    days = sum((span.last - span.first).days + 1 for span in spans)
    if said and "连休" not in sentence and int(said[1]) != days:
        words = _("“%(text)s”写明共 %(said)s 天，所列日期为 %(days)d 天。")
        raise NoticeTextUnreadable(words % {"text": sentence, "said": said[1], "days": days})
