"""A list of cases as an Excel workbook, in the language of the person who takes it; nothing in it is a formula."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import IO, Any

from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from workflow.clock import Lamp
from workflow.models import Case

from .desk import Desk
from .models import RiskLevel
from .queue import in_this_order
from .queue_rows import ChooseFace, Row, row
from .spreadsheets import safe_cell

# More than an office can work through by hand; a whole register is not taken away as a table.
ROWS = 20_000
# So many cases are read and written at a time: a long list needs no more memory than a short one.
CHUNK = 500
HEAD, GROUND = Font(bold=True), PatternFill("solid", fgColor="EDF0F3")
LAMPS: dict[Lamp, str | Promise] = {
    Lamp.RED: gettext_lazy("超期"),
    Lamp.AMBER: gettext_lazy("临期"),
    Lamp.GREEN: gettext_lazy("正常"),
    Lamp.GREY: gettext_lazy("暂停计时"),
    Lamp.DONE: gettext_lazy("已答复"),
}


def headings() -> list[tuple[str, int]]:
    """The columns with their widths in characters."""
    return [
        (_("申请编号"), 18), (_("数据集"), 36), (_("申请人"), 30), (_("申请人类型"), 14), (_("环节"), 16),
        (_("时限状态"), 12), (_("剩余工作日"), 12), (_("超期工作日"), 12), (_("届满日"), 12), (_("收到日"), 12),
        (_("风险等级"), 10), (_("承办人"), 12), (_("责任部门"), 22),
    ]  # fmt: skip


def values(one: Row) -> list[Any]:
    """One case, a value for each column; days are days and numbers are numbers."""
    case, application, standing = one.case, one.application, one.standing
    time: list[Any] = [None] * 4
    if standing:
        time = [str(LAMPS[standing.lamp]), standing.left, standing.overdue or None, standing.due_on]
    return [
        case.number, application.dataset.title, application.applicant_name,
        application.get_applicant_kind_display(), case.get_state_display(), *time, localdate(case.received_at),
        RiskLevel(case.risk).label if case.risk else _("未评估"), case.handler.name if case.handler else _("未分派"),
        case.provider.name,
    ]  # fmt: skip


def write(desk: Desk, cases: Any, face: ChooseFace, file: IO[bytes]) -> None:
    """Write the ordered cases into the file, the first ROWS of them."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("办件"))
    sheet.freeze_panes = "A2"
    for place, (_title, width) in enumerate(headings(), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.append([_heading(sheet, title) for title, _width in headings()])
    for case in in_chunks(cases[:ROWS]):
        sheet.append([_cell(sheet, value) for value in values(row(desk, case, [], face))])
    book.save(file)


def in_chunks(cases: Any) -> Iterator[Case]:
    """The cases with their parts, read piece by piece by their keys in the order of the list."""
    keys = iter(list(cases.values_list("pk", flat=True)))
    while piece := list(islice(keys, CHUNK)):
        yield from in_this_order(piece)


def _heading(sheet: Any, title: str) -> Any:
    cell = WriteOnlyCell(sheet, safe_cell(title))
    cell.font, cell.fill = HEAD, GROUND
    return cell


def _cell(sheet: Any, value: Any) -> Any:
    cell = WriteOnlyCell(sheet, safe_cell(value))
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    return cell
