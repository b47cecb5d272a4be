"""The monthly bulletin: the facts of its document, and its workbook, from the figures of a closed month."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import Organisation
from calendars.store import current_index

from .documents.bulletin_facts import BulletinCase, BulletinFacts, BulletinLine, BulletinOrders
from .monthly import LateCase, Line, Month, Orders
from .spreadsheets import add_sheet, to_bytes, workbook_of


def bulletin_facts(month: Month, target: float) -> BulletinFacts:
    """What the document says; raises MissingFact where there is no authority to issue it. Always in Chinese."""
    first, last = month.period.first, month.period.last
    with override("zh-hans"):
        return BulletinFacts(
            number=f"{first.year}年第{first.month}期",
            issuer=Organisation.name_of_authority(),
            first=first,
            last=last,
            issued_on=current_index().add(last, 1),
            target=f"{target:g}",
            whole=line_of(month.whole),
            change="" if month.change is None else f"{month.change:+.1f}",
            departments=tuple(map(line_of, month.departments)),
            late=tuple(case_of(one, one.deadline.finished_on) for one in month.late),
            overdue=tuple(case_of(one, None) for one in month.overdue),
            orders=orders_of(month.orders),
        )


def line_of(line: Line) -> BulletinLine:
    figures = line.figures
    return BulletinLine(
        name=line.name,
        received=figures["received"],
        closed=figures["closed"],
        early=figures["early"],
        on_time=figures["on_time"],
        late=figures["closed_late"],
        rate=one_decimal(line.rate),
        average=one_decimal(line.tally.average),
        unanswered=figures["unanswered"],
        overdue=figures["overdue_then"],
    )


def case_of(late: LateCase, replied_on: date | None) -> BulletinCase:
    """`replied_on` None where the reply is still owed at the month's end: what happened later is not of this month."""
    assert late.deadline.due_on is not None
    return BulletinCase(
        number=late.number,
        department=late.department,
        title=late.title,
        due_on=late.deadline.due_on,
        days=late.days,
        replied_on=replied_on,
        reason=late.reason if replied_on else "",
    )


def orders_of(orders: Orders) -> BulletinOrders:
    return BulletinOrders(raised=orders.raised, reddened=orders.reddened, cleared=orders.cleared, open=orders.open)


def one_decimal(value: float | None) -> str:
    """98.0; empty of nothing."""
    return "" if value is None else f"{value:.1f}"


def workbook(month: Month) -> bytes:
    """The same figures as an Excel workbook, in the reader's language: departments, late replies, replies owed."""
    columns = [
        _("部门"), _("新收"), _("办结"), _("提前办结"), _("按期办结"), _("超期办结"), _("按期办结率（%）"),
        _("提前办结率（%）"), _("平均办理用时（工作日）"), _("期末待答复"), _("期末超期未答复"),
    ]  # fmt: skip
    total = [_("合计"), *cells_of(month.whole)]
    book = workbook_of(
        _("各部门办理情况"), columns, [*([one.name, *cells_of(one)] for one in month.departments), total]
    )
    named = [_("申请编号"), _("部门"), _("数据集"), _("届满日"), _("超期（工作日）")]
    add_sheet(
        book,
        _("超期办结"),
        [*named, _("答复日"), _("超期原因")],
        ([*cells_of_case(one), one.deadline.finished_on, one.reason] for one in month.late),
    )
    add_sheet(book, _("期末超期未答复"), named, map(cells_of_case, month.overdue))
    return to_bytes(book)


def cells_of(line: Line) -> list[Any]:
    """The numbers of one line; rates to one decimal."""
    counted = [line.figures[name] for name in ("received", "closed", "early", "on_time", "closed_late")]
    shares = [None if value is None else round(value, 1) for value in (line.rate, line.early_rate, line.tally.average)]
    return [*counted, *shares, line.figures["unanswered"], line.figures["overdue_then"]]


def cells_of_case(late: LateCase) -> list[Any]:
    return [late.number, late.department, late.title, late.deadline.due_on, late.days]
