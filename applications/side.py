"""The menus at the side of the office's pages, with the numbers of what waits."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from workflow.states import State

from .queue import DEPARTMENT, ENDED, MINE, Counts, shown

Menu = list[dict[str, Any]]

# The entry of the menu that is a filter, not a tab.
HANDLED_BY_ME = "handled-by-me"
# The list of supervision orders stands in both menus.
ORDERS = "orders"
EXTENSIONS, FORECAST, BULLETINS = "extensions", "forecast", "bulletins"
# Cases that a holiday notice has made late.
MOVED = "moved"
ABSENCE = "absence"
# What opens at once, and the sample of it.
FAST_TRACK = "fast-track"
CHECKLISTS = "checklists"
# What follows the use of data.
BREACHES, INCIDENTS, STATEMENTS = "breaches", "incidents", "statements"
# Errors in data and demand for data, which stand in both menus.
FEEDBACK = "feedback"


def reviewer_side(counts: Counts, current: str = "") -> Menu:
    """For officers of departments; `current` is the tab being shown, or one of the entries above."""

    def tab(label: str, name: str) -> dict[str, Any]:
        return item(label, queue_url(name), name == current, shown(counts.of(name)))

    mine = item(_("我的经办"), queue_url(DEPARTMENT, handler="mine"), current == HANDLED_BY_ME)
    orders = item(_("督办单"), reverse("orders"), current == ORDERS)
    moved = item(_("时限变动"), reverse("calendar-moved"), current == MOVED)
    absence = item(_("代办安排"), reverse("substitutions"), current == ABSENCE)
    at_once = item(_("免申即用"), reverse("fast-track"), current == FAST_TRACK)
    lists = item(_("核对清单"), reverse("checklists"), current == CHECKLISTS)
    said = item(_("数据反馈"), reverse("feedback-office"), current == FEEDBACK)
    return [
        {
            "title": _("审核办理"),
            "items": [tab(_("待办队列"), MINE), tab(_("部门在办"), DEPARTMENT), mine],
        },
        {"title": _("协议与交付"), "items": [tab(str(s.label), s.value) for s in (State.SEALING, State.DELIVERING)]},
        {
            "title": _("使用监管"),
            "items": [*(tab(str(s.label), s.value) for s in (State.IN_USE, State.SUSPENDED)), *conduct(current)],
        },
        {"title": _("查询"), "items": [tab(_("已办结"), ENDED), at_once, lists, orders, moved, said, absence]},
    ]


def supervisor_side(totals: Any, current: str = "", *, presses: bool = True) -> Menu:
    """For those who oversee; `totals` counts each figure (applications.oversight.Totals). `presses`: the person may
    also act on departments, as supervisors do and auditors do not."""

    def figure(label: str, name: str, hot: bool = False) -> dict[str, Any]:
        count = getattr(totals, name)
        return item(label, figure_url(name), name == current, count, hot=hot and bool(count))

    overview = item(_("总览"), reverse("supervision"), current == "overview")
    orders = item(_("督办单"), reverse("orders"), current == ORDERS)
    asked = totals.extensions
    extensions = item(_("延期审批"), reverse("extensions"), current == EXTENSIONS, asked, hot=presses and bool(asked))
    forecast = item(_("超期预测"), reverse("forecast"), current == FORECAST)
    moved = item(_("时限变动"), reverse("calendar-moved"), current == MOVED)
    absence = item(_("代办安排"), reverse("substitutions"), current == ABSENCE)
    at_once = item(_("免申即用"), reverse("fast-track"), current == FAST_TRACK)
    said = item(_("数据反馈"), reverse("feedback-office"), current == FEEDBACK)
    pressing = [item(_("批量改派"), reverse("handlers"), current == "handlers"), absence] if presses else []
    now = [
        figure(_("超期在办"), "overdue_open", hot=True),
        figure(_("后续环节超期"), "overdue_after", hot=True),
        figure(_("临期"), "amber"),
        figure(_("在办"), "open_cases"),
    ]
    month = [figure(_("本月新收"), "received"), figure(_("本月办结"), "closed"), figure(_("超期办结"), "closed_late")]
    bulletins = item(_("月度通报"), reverse("bulletins"), current == BULLETINS)
    public = item(_("公开的办理情况"), reverse("performance"), False)
    return [
        {
            "title": _("监督管理"),
            "items": [overview, *now, forecast, orders, extensions, moved, at_once, said, *pressing],
        },
        {"title": _("使用监管"), "items": conduct(current)},
        {"title": _("统计与通报"), "items": [*month, bulletins, public]},
    ]


def conduct(current: str) -> list[dict[str, Any]]:
    """How data are used, and what goes wrong with it."""
    names = {BREACHES: _("违规处理"), INCIDENTS: _("安全事件"), STATEMENTS: _("处置声明")}
    return [item(label, reverse(name), name == current) for name, label in names.items()]


def item(label: str, url: str, current: bool, count: int | str | None = None, hot: bool = False) -> dict[str, Any]:
    """One line of a menu."""
    return {"label": label, "url": url, "current": current, "count": count, "hot": hot}


def queue_url(tab: str, **filters: str) -> str:
    """The address of a tab of the queue."""
    return _address("queue", {"tab": "" if tab == MINE else tab, **filters})


def figure_url(figure: str, **filters: Any) -> str:
    """The address of the list behind a figure."""
    return _address("supervision-cases", {"figure": figure, **filters})


def _address(name: str, parameters: dict[str, Any]) -> str:
    said = urlencode({key: value for key, value in parameters.items() if value not in ("", None)})
    return reverse(name) + (f"?{said}" if said else "")
