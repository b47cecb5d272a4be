"""The text of a holiday notice, in the State Council's usual wording, read into a Notice.

Nothing is guessed: what names a day and is neither a day off nor a working day comes back as a remark, for a
person to look at (2024: 鼓励……在除夕（2月9日）休息), and what contradicts itself is refused.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from .festivals import ONE_DAY
from .notices import NATIONAL, Notice, Span
from .wording import DAY, NoticeTextUnreadable, one_day, read_passage

ISSUER = "国务院办公厅"
YEAR = re.compile(r"(?:关于|现将|延长|调整)(?:调整|延长|变更)?(\d{4})年")
TITLE = re.compile(r"(?:标题：)?([\u4e00-\u9fff]{2,20}?)关于([^。\n]{2,40}?)的通知")
NUMBER = re.compile(r"(?<!》（)([\u4e00-\u9fff]*?(?:办|府|国)发[\u4e00-\u9fff]{0,4})〔(\d{4})〕第?(\d+)号")
CITED = re.compile(r"》（([\u4e00-\u9fff]+〔\d{4}〕第?\d+号)）")
DATED = {name: re.compile(rf"{name}：(\d{{4}})年(\d{{1,2}})月(\d{{1,2}})日") for name in ("成文日期", "发布日期")}
LAST_LINE = re.compile(r"(?:^|[\n。]|(?<=[厅府局院]))(\d{4})年(\d{1,2})月(\d{1,2})日(?:\n?（此件[^（）]*）)?\n*$")
HEADING = re.compile(r"(?:^|(?<=[。：；]))[一二三四五六七八九十]+、(?:(\d{4})年)?([^：。\d]{2,30})：")
EXTENDED = re.compile(rf"延长(?:\d{{4}}年)?([\u4e00-\u9fff]{{2,12}}?)(?:假期|放假时间|放假)?至{DAY}")
# 关于调整2019年劳动节假期安排的通知: the festival that an amendment is about.
ABOUT = re.compile(r"(?:调整|延长|变更)\d{4}年([\u4e00-\u9fff、]{2,20}?)(?:假期|放假|休假|安排|时间|$)")
SAME_SIGN = str.maketrans("０１２３４５６７８９():;,[]［］【】", "0123456789（）：；，〔〕〔〕〔〕")
NEAR = 20 * ONE_DAY


@dataclass(frozen=True, slots=True)
class Reading:
    """A notice as read, and remarks in the user's words on what was seen but not read as a day."""

    notice: Notice
    remarks: tuple[str, ...] = ()


def read_text(text: str, known: Iterable[Notice] = ()) -> Reading:
    """Read the pasted text of one national notice. `known` are the notices it may amend.

    Raises NoticeTextUnreadable, whose message is in the user's words.
    """
    text = _plain(text)
    year, title = _year(text), TITLE.search(text)
    number = NUMBER.search(text)
    doc_no = f"{_own(number[1])}〔{number[2]}〕{number[3]}号" if number else ""
    # Read a second time it is the same notice, not an amendment of itself.
    known = tuple(other for other in known if other.doc_no != doc_no)
    subject = title[2] if title else ""
    amending = bool(re.search("调整|延长|变更", subject))
    amended = _amended(text, year, known) if amending else None
    off, work, remarks = _days(_body(text), year, subject if amending else "", _related(amended, known))
    if not off and not work:
        raise NoticeTextUnreadable(_("没有读出放假或者调休上班的日期，请核对是否粘贴了通知全文。"))
    signed_on = _dated(DATED["成文日期"], text) or _dated(LAST_LINE, DATED["发布日期"].sub("", text))
    notice = Notice(
        code=_code(year, amended, number),
        off=tuple(off),
        work=tuple(sorted(work)),
        doc_no=doc_no,
        issuer=_issuer(title[1]) if title else ISSUER,
        signed_on=signed_on,
        # A notice is published on the day it was signed unless the page says otherwise (2020: a day later).
        published_on=_dated(DATED["发布日期"], text) or signed_on,
        amends=amended.code if amended else "",
        covers=None if amended else year,
    )
    return Reading(notice, tuple(remarks))


def _plain(text: str) -> str:
    """One spelling for brackets, colons and digits, and no spaces; the lines stay."""
    lines = (re.sub(r"[\s\u3000\u200b\ufeff]+", "", line.translate(SAME_SIGN)) for line in text.splitlines())
    return "\n".join(filter(None, lines))


def _body(text: str) -> str:
    """What follows the opening formula, as one line, without the dates of the head and the signature."""
    for pattern in (*DATED.values(), LAST_LINE):
        text = pattern.sub("", text)
    joined = text.replace("\n", "")
    return joined.rpartition("如下：")[2]


def _days(body: str, year: int, subject: str, related: Sequence[Notice]) -> tuple[list[Span], set[date], list[str]]:
    """Days off, working days and remarks of the whole body."""
    off: list[Span] = []
    work: set[date] = set()
    remarks: list[str] = []
    for name, item_year, passage in _items(body, year, subject):
        rest = EXTENDED.sub("", passage)
        off.extend(_extension(found, related, year) for found in EXTENDED.finditer(passage))
        said = read_passage(rest, item_year, name)
        freed = [span for one in said.statements if not one.works for span in one.spans]
        work.update(day for one in said.statements if one.works for span in one.spans for day in span)
        off.extend(freed)
        remarks += [_("未作为放假或者上班读取：%(text)s。") % {"text": text} for text in said.unread]
        if subject and freed:
            remarks += _left_standing(name, freed, work, related)
    return off, work, remarks


def _items(body: str, year: int, subject: str) -> list[tuple[str, int, str]]:
    """(festival, year, passage) for each numbered item; an amendment is one item about what its title names."""
    found = list(HEADING.finditer(body))
    if found:
        ends = [one.start() for one in found[1:]] + [len(body)]
        return [(one[2], int(one[1] or year), body[one.end() : end]) for one, end in zip(found, ends, strict=True)]
    about = ABOUT.search(subject)
    if not about:
        raise NoticeTextUnreadable(_("没有读出“一、元旦：……”这样逐个节日的安排，请核对是否粘贴了通知全文。"))
    return [(about[1], year, body)]


def _extension(found: re.Match[str], related: Sequence[Notice], year: int) -> Span:
    """延长……至2月2日: the days after the end that was known until now."""
    name, said, month, day, remark = found.groups()
    if month is None:
        raise NoticeTextUnreadable(_("“%(text)s”没有写明月份。") % {"text": found[0]})
    last = one_day(said, month, day, remark, year)
    ends = [span.last for notice in related for span in notice.off if name in span.name and span.last.year == last.year]
    if not ends:
        raise NoticeTextUnreadable(_("原通知没有“%(name)s”的放假安排，无法延长。") % {"name": name})
    if max(ends) >= last:
        words = _("%(name)s原定放假至 %(old)s，延长后的末日 %(new)s 没有更晚。")
        raise NoticeTextUnreadable(words % {"name": name, "old": max(ends), "new": last})
    return Span(max(ends) + ONE_DAY, last, name)


def _left_standing(name: str, freed: Sequence[Span], work: set[date], related: Sequence[Notice]) -> list[str]:
    """What the amended notice said of the festival and the amendment leaves as it is, or must not leave."""
    days = {day for span in freed for day in span}
    old = [span for notice in related for span in notice.off if span.name == name]
    lost = sorted(day for span in old for day in span if day not in days | work and day.weekday() < 5)
    if lost:
        words = _("调整后不再放假的工作日（%(days)s）应当逐日写明，请改用 JSON 录入。")
        raise NoticeTextUnreadable(words % {"days": _list(lost)})
    near = (day for notice in related for day in notice.work if min(abs(day - one) for one in days) <= NEAR)
    kept = sorted(set(near) - work - days)
    words = _("原通知的调休上班日 %(days)s 本通知没有提到，仍按原通知上班。")
    return [words % {"days": _list(kept)}] if kept else []


def _amended(text: str, year: int, known: Sequence[Notice]) -> Notice:
    cited = CITED.search(text)
    by_number = [one for one in known if cited and one.doc_no == cited[1].replace("第", "")]
    by_year = [one for one in known if one.covers == year and one.scope == NATIONAL]
    for found in (*by_number, *by_year):
        return found
    raise NoticeTextUnreadable(_("被修改的 %(year)d 年放假通知尚未录入，请先录入。") % {"year": year})


def _related(amended: Notice | None, known: Iterable[Notice]) -> list[Notice]:
    """The amended notice and what has amended it before."""
    return [one for one in known if amended and amended.code in (one.code, one.amends)]


def _year(text: str) -> int:
    found = YEAR.search(text)
    if not found:
        raise NoticeTextUnreadable(_("没有读出通知所定的年份（如“关于2026年部分节假日安排的通知”）。"))
    return int(found[1])


def _code(year: int, amended: Notice | None, number: re.Match[str] | None) -> str:
    if amended is None:
        return f"{NATIONAL}-{year}"
    return f"{amended.code}-{number[2]}-{number[3]}" if number else f"{amended.code}-amended"


def _own(before: str) -> str:
    """发文字号 without what stood right before it on the page."""
    return before[before.rfind("国办") :] if "国办" in before else before


def _issuer(before: str) -> str:
    return ISSUER if before.endswith(ISSUER) else before.removeprefix("标题")


def _dated(pattern: re.Pattern[str], text: str) -> date | None:
    found = pattern.search(text)
    return one_day(found[1], found[2], found[3], None, 0) if found else None


def _list(days: Iterable[date]) -> str:
    return "、".join(day.isoformat() for day in days)
