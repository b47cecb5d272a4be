"""Let a notice in: recorded by one person, put in force by another, never edited."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from .drafts import Draft
from .examine import examine
from .models import CalendarVersion, HolidayNotice
from .notices import NATIONAL, Notice
from .store import current_version_digest, settle_version


class NoticeRefused(Exception):
    """The notice was not let in; the message says why and what to do, in the user's words."""


@dataclass(frozen=True, slots=True)
class Approval:
    """A notice in force and the calendar that is current because of it; `new`: this very call did it."""

    notice: HolidayNotice
    version: str
    new: bool


def recorded(notice: Notice) -> HolidayNotice | None:
    """The record of the same notice: by its number within its scope, else by its code."""
    rows = HolidayNotice.objects.select_related("amends").filter(scope=notice.scope)
    by_number = rows.filter(doc_no=notice.doc_no).first() if notice.doc_no else None
    return by_number or rows.filter(code=notice.code).first()


def says_the_same(row: HolidayNotice, notice: Notice) -> bool:
    """Whether the record settles the same days; how the text names itself does not matter."""
    facts = row.facts()
    return (facts.days_off, frozenset(facts.work)) == (notice.days_off, frozenset(notice.work)) and (
        facts.covers,
        facts.amends,
    ) == (notice.covers, notice.amends)


def all_facts() -> tuple[Notice, ...]:
    """The notices on record that count, or that wait to be approved: what a new one is read and held against."""
    rows = HolidayNotice.objects.select_related("amends").order_by("published_on", "code")
    return tuple(row.facts() for row in rows if row.in_force or row.scope == NATIONAL)


@transaction.atomic
def record(draft: Draft, *, by: str, now: datetime, overruled: str = "") -> tuple[HolidayNotice, bool]:
    """Write the notice as imported; (its record, whether it is new). A second import of the same changes nothing.

    `overruled` is the reason for letting it in against a doubt that may be overruled. Raises NoticeRefused.
    """
    by = _person(by)
    notice = draft.notice
    row = recorded(notice)
    if row is not None:
        if says_the_same(row, notice):
            return row, False
        words = _("%(code)s 已经录入，且所定日期不同；通知一经录入不得改动，变更应当录入修改它的通知。")
        raise NoticeRefused(words % {"code": row.code})
    known = all_facts()
    _check(notice, known, overruled)
    amended = HolidayNotice.objects.filter(code=notice.amends).first() if notice.amends else None
    row = HolidayNotice(
        code=notice.code,
        scope=notice.scope,
        doc_no=notice.doc_no,
        issuer=notice.issuer,
        signed_on=notice.signed_on,
        published_on=notice.published_on,
        url=notice.url,
        sha256=draft.sha256,
        text=draft.text,
        amends=amended,
        covers=notice.covers,
        off=[span.to_json() for span in notice.off],
        work=[day.isoformat() for day in notice.work],
        confidence="\n".join(filter(None, (notice.confidence, overruled.strip()))),
        legal_basis=draft.legal_basis,
        imported_by=by,
        imported_at=now,
    )
    _write(row)
    return row, True


@transaction.atomic
def approve(code: str, *, by: str, now: datetime, legal_basis: str = "") -> Approval:
    """Put a recorded notice in force, by a second person, and make the calendar it gives the current one.

    Approving again changes nothing. Raises NoticeRefused.
    """
    by = _person(by)
    row = HolidayNotice.objects.select_for_update(of=("self",)).filter(code=code).first()
    if row is None:
        raise NoticeRefused(_("没有代码为 %(code)s 的通知。") % {"code": code})
    if row.in_force and row.affects_clock:
        return Approval(row, current_version_digest(), new=False)
    _may_approve(row, by, legal_basis)
    row.in_force, row.affects_clock = True, True
    row.approved_by, row.approved_at = by, now
    row.legal_basis = legal_basis.strip() or row.legal_basis
    _write(row)
    version: CalendarVersion = settle_version(now=now)
    return Approval(row, version.digest, new=True)


@transaction.atomic
def discard(code: str) -> None:
    """Take back a recorded notice that is not in force: it was read wrongly. Raises NoticeRefused."""
    row = HolidayNotice.objects.select_for_update(of=("self",)).filter(code=code).first()
    if row is None or row.in_force or not row.imported_at:
        raise NoticeRefused(_("只有录入后尚未复核的通知可以撤销。"))
    if row.amended_by.exists():
        raise NoticeRefused(_("已有修改本通知的通知，请先撤销后者。"))
    row.delete()


def _may_approve(row: HolidayNotice, by: str, legal_basis: str) -> None:
    if _same_person(by, row.imported_by):
        raise NoticeRefused(_("录入人不能复核自己录入的通知，请由另一名系统管理员复核。"))
    if row.amends and not row.amends.in_force:
        raise NoticeRefused(_("被修改的通知 %(code)s 尚未生效，请先复核该通知。") % {"code": row.amends.code})
    if row.scope != NATIONAL and not (legal_basis.strip() or row.legal_basis):
        raise NoticeRefused(_("地方通知影响办理时限，应当写明依据。"))
    others = HolidayNotice.objects.filter(scope=row.scope, covers=row.covers, in_force=True).exclude(pk=row.pk)
    if row.covers and (other := others.first()):
        words = _("%(year)d 年的安排已由 %(doc_no)s 规定；变更应当录入修改它的通知。")
        raise NoticeRefused(words % {"year": row.covers, "doc_no": other.doc_no})
    _check(row.facts(), all_facts(), overruled=row.confidence)


def _check(notice: Notice, known: tuple[Notice, ...], overruled: str) -> None:
    findings = examine(notice, [one for one in known if one.code != notice.code])
    hard = [str(finding.doubt) for finding in findings if not finding.may_be_overruled]
    if hard:
        raise NoticeRefused(_("该通知存在问题，不能录入：%(faults)s") % {"faults": "".join(map(_, hard))})
    soft = [str(finding.doubt) for finding in findings if finding.may_be_overruled]
    if soft and not overruled.strip():
        words = _("%(faults)s确属通知原文规定的，请写明理由后录入。")
        raise NoticeRefused(words % {"faults": "".join(map(_, soft))})


def _write(row: HolidayNotice) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise NoticeRefused(_("数据库拒绝了该通知：%(error)s") % {"error": error}) from error


def _person(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise NoticeRefused(_("请写明是谁录入或者复核的。"))
    if len(name) > 330:
        raise NoticeRefused(_("姓名过长。"))
    return name


def _same_person(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
