"""The dry run of a notice as lines of text, for the command line."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from calendars.changes import DayChange
from calendars.overlay import DayKind, DayReason
from calendars.preview import Preview, Record
from calendars.wording import WEEKDAYS

from .shifts import Shift

MOST = 200  # cases that are listed by name

RECORDS = {
    Record.NEW: lambda: _("尚未录入"),
    Record.WAITING: lambda: _("已录入，等待另一人复核"),
    Record.IN_FORCE: lambda: _("已生效"),
    Record.DIFFERS: lambda: _("已有同号通知，但所定日期不同"),
}
KINDS = {
    DayKind.WORKING: lambda: _("工作日"),
    DayKind.MAKE_UP: lambda: _("调休上班"),
    DayKind.WEEKEND: lambda: _("周末"),
    DayKind.HOLIDAY: lambda: _("放假"),
    DayKind.ESTIMATED: lambda: _("预计放假"),
}


def lines(preview: Preview, shifts: Iterable[Shift[Any]], today: date) -> Iterator[str]:
    """Head, days, checks, day-by-day difference, and the open cases whose date moves."""
    notice = preview.notice
    yield _("%(code)s %(doc_no)s %(issuer)s（%(record)s）") % {
        "code": preview.row.code if preview.row else notice.code,
        "doc_no": notice.doc_no,
        "issuer": notice.issuer,
        "record": RECORDS[preview.record](),
    }
    if notice.amends:
        yield _("  修改 %(code)s") % {"code": notice.amends}
    yield _("  公布日期 %(day)s") % {"day": notice.published_on or _("未写明")}
    yield _("所定日期：")
    for day in preview.days:
        kind = _("上班") if day.works else _("放假")
        yield f"  {weekday(day.on)} {kind} {day.name}".rstrip()
    yield from _checks(preview)
    yield from _differences(preview.changes)
    yield from _cases(preview, shifts, today)


def weekday(day: date) -> str:
    """2026-02-14（六）."""
    return _("%(day)s（%(weekday)s）") % {"day": day.isoformat(), "weekday": _(WEEKDAYS[day.weekday()])}


def said(reason: DayReason) -> str:
    """放假·春节."""
    kind = KINDS[reason.kind]()
    named = reason.name and reason.kind in (DayKind.HOLIDAY, DayKind.ESTIMATED)
    return f"{kind}·{_(reason.name)}" if named else kind


def _checks(preview: Preview) -> Iterator[str]:
    if not preview.findings:
        yield _("检查：未发现问题。")
    for finding in preview.findings:
        mark = _("提示") if finding.may_be_overruled else _("错误")
        days = "、".join(day.isoformat() for day in finding.days)
        yield _("检查·%(mark)s：%(doubt)s%(days)s") % {"mark": mark, "doubt": _(finding.doubt), "days": days}
    for remark in preview.draft.remarks:
        yield _("注意：%(remark)s") % {"remark": remark}


def _differences(changes: tuple[DayChange, ...]) -> Iterator[str]:
    yield _("与现行日历相比，%(n)d 天有变化：") % {"n": len(changes)}
    for change in changes:
        yield f"  {weekday(change.on)} {said(change.was)} → {said(change.becomes)}"


def _cases(preview: Preview, shifts: Iterable[Shift[Any]], today: date) -> Iterator[str]:
    if preview.new is None:
        return
    yield _("日期确定至：%(old)s → %(new)s") % {"old": preview.old.firm_until, "new": preview.new.firm_until}
    count = 0
    for count, shift in enumerate(shifts, start=1):
        if count <= MOST:
            yield f"  {_case(shift, today)}"
    if count > MOST:
        yield _("  ……其余 %(n)d 个时限未逐一列出") % {"n": count - MOST}
    yield _("届满日将变动的在办时限：%(n)d 个。") % {"n": count}


def _case(shift: Shift[Any], today: date) -> str:
    deadline = shift.deadline
    mark = _("，提前后已届满，须由人处理") if shift.into_past(today) else _("，提前") if shift.is_earlier else ""
    return _("%(number)s %(clock)s %(old)s → %(new)s%(mark)s") % {
        "number": deadline.case.number,
        "clock": deadline.get_clock_display(),
        "old": _dated(deadline.due_on, deadline.firm),
        "new": _dated(shift.becomes.on, shift.becomes.firm),
        "mark": mark,
    }


def _dated(day: date | None, firm: bool) -> str:
    if day is None:
        return _("暂停中")
    return day.isoformat() if firm else _("%(day)s（暂定）") % {"day": day.isoformat()}
