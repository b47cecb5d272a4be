"""What a clock says: the official words for a standing, never a bare colour (GLOSSARY: lamp and card)."""

from datetime import date
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .dates import long_date_with_weekday

LAMP_WORDS = {
    "green": gettext_lazy("绿灯·正常"),
    "amber": gettext_lazy("黄灯·临近期限"),
    "red": gettext_lazy("红灯·超期"),
    "grey": gettext_lazy("暂停计时"),
    "done": gettext_lazy("已停止计时"),
}


class Standing(Protocol):
    """Where a clock stands on a day, as `workflow.clock` says it: working days, `left` None past the due day."""

    @property
    def lamp(self) -> str: ...

    @property
    def left(self) -> int | None: ...

    @property
    def used(self) -> int: ...

    @property
    def budget(self) -> int: ...

    @property
    def overdue(self) -> int: ...

    @property
    def excluded(self) -> int: ...

    @property
    def due_on(self) -> date | None: ...

    @property
    def firm(self) -> bool: ...

    def __hash__(self) -> int: ...


def lamp_words(standing: Standing) -> str:
    """黄灯·临近期限."""
    return str(LAMP_WORDS[standing.lamp])


def time_words(standing: Standing) -> str:
    """剩余 3 个工作日; 今日届满; 超期 2 个工作日; 暂停·余 4 个工作日; how a stopped clock ended."""
    if standing.lamp == "done":
        return closing_words(standing)
    if standing.lamp == "grey":
        return _days(ngettext("暂停·余 %(n)s 个工作日", "暂停·余 %(n)s 个工作日", standing.left or 0), standing.left)
    if standing.overdue:
        return _days(ngettext("超期 %(n)s 个工作日", "超期 %(n)s 个工作日", standing.overdue), standing.overdue)
    if standing.left is None:
        # The limit has passed but no working day has gone by since: a Saturday after a Friday.
        return _("已届满")
    if standing.left == 0:
        return _("今日届满")
    return _days(ngettext("剩余 %(n)s 个工作日", "剩余 %(n)s 个工作日", standing.left), standing.left)


def _days(words: str, n: int | None) -> str:
    return words % {"n": n}


def closing_words(standing: Standing) -> str:
    """提前 2 个工作日办结; 按期办结; 超期 1 个工作日办结; 超期办结 when no working day lay between."""
    if standing.overdue:
        return _days(ngettext("超期 %(n)s 个工作日办结", "超期 %(n)s 个工作日办结", standing.overdue), standing.overdue)
    if standing.left:
        return _days(ngettext("提前 %(n)s 个工作日办结", "提前 %(n)s 个工作日办结", standing.left), standing.left)
    return _("超期办结") if standing.left is None else _("按期办结")


def due_words(standing: Standing) -> str:
    """The second line of a queue's first column: 10-08 届满, 09-28 下班前, 09-23 已届满, 暂停期间不计时."""
    if standing.lamp == "grey":
        return _("暂停期间不计时")
    if standing.due_on is None:
        return ""
    day = f"{standing.due_on:%m-%d}"
    if standing.lamp == "red":
        return _("%(date)s 已届满") % {"date": day}
    if standing.left == 0 and standing.lamp != "done":
        return _("%(date)s 下班前") % {"date": day}
    if not standing.firm:
        return _("%(date)s 暂定届满") % {"date": day}
    return _("%(date)s 届满") % {"date": day}


def used_words(standing: Standing) -> str:
    """共 5 个工作日，已用 2 日."""
    words = ngettext("共 %(n)s 个工作日，已用 %(used)s 日", "共 %(n)s 个工作日，已用 %(used)s 日", standing.budget)
    return words % {"n": standing.budget, "used": min(standing.used, standing.budget)}


def excluded_words(standing: Standing, reason: str) -> str:
    """补正暂停 5 个工作日，未计入; empty when nothing was excluded."""
    if not standing.excluded:
        return ""
    words = ngettext(
        "%(reason)s暂停 %(n)s 个工作日，未计入", "%(reason)s暂停 %(n)s 个工作日，未计入", standing.excluded
    )
    return words % {"reason": reason, "n": standing.excluded}


def spoken_due(standing: Standing) -> str:
    """2026 年 10 月 8 日（星期四）, or nothing while no due day is known."""
    return long_date_with_weekday(standing.due_on) if standing.due_on else ""


def blocks(standing: Standing) -> list[str]:
    """One class per working day of the limit: u used, o overdue, r-<lamp> left."""
    if standing.left is None:
        return ["o"] * standing.budget
    used = max(0, min(standing.used, standing.budget))
    return ["u"] * used + [f"r-{standing.lamp}"] * (standing.budget - used)


def face(standing: Standing) -> str:
    """Which face the big clock shows: stopped, paused, late, today or running."""
    if standing.lamp == "done":
        return "stopped"
    if standing.lamp == "grey":
        return "paused"
    if standing.left is None:
        return "late"
    return "running" if standing.left else "today"


def is_provisional(standing: Standing) -> bool:
    """True while the clock runs towards a day of a year whose holidays are not announced."""
    return not standing.firm and standing.due_on is not None and standing.lamp != "done"
