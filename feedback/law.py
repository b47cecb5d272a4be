"""What may happen to a matter, from where to where, and by whom: everything else asks this table."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .states import MatterKind, MatterState


class By(StrEnum):
    """In which capacity somebody faces a matter."""

    AUTHOR = "author"
    HANDLER = "handler"  # holds that office in the department that has it
    SUPERVISOR = "supervisor"
    SYSTEM = "system"


S = MatterState
BOTH = (MatterKind.CORRECTION, MatterKind.DEMAND)
CORRECTION, DEMAND = (MatterKind.CORRECTION,), (MatterKind.DEMAND,)


@dataclass(frozen=True)
class Act:
    """One row. `target` None: nothing moves. Without `sources` it is what a matter begins with."""

    name: str
    title: str | Promise
    kinds: tuple[MatterKind, ...]
    sources: tuple[MatterState, ...]
    target: MatterState | None
    by: frozenset[By]


def _act(
    name: str,
    title: str | Promise,
    kinds: tuple[MatterKind, ...],
    sources: tuple[MatterState, ...],
    target: MatterState | None,
    *by: By,
) -> Act:
    return Act(name, title, kinds, sources, target, frozenset(by))


ACTS: tuple[Act, ...] = (
    _act("report", _("提交纠错"), CORRECTION, (), S.WAITING, By.AUTHOR),
    _act("ask", _("提出需求"), DEMAND, (), S.UNASSIGNED, By.AUTHOR),
    _act("assign", _("分派办理单位"), DEMAND, (S.UNASSIGNED, S.WAITING, S.HANDLING), S.WAITING, By.SUPERVISOR),
    _act("decline", _("不予分派"), DEMAND, (S.UNASSIGNED,), S.CLOSED, By.SUPERVISOR),
    _act("take", _("接办"), BOTH, (S.WAITING,), S.HANDLING, By.HANDLER),
    _act("transfer", _("转交其他单位"), CORRECTION, (S.WAITING, S.HANDLING), S.WAITING, By.HANDLER),
    _act("answer", _("答复"), BOTH, (S.WAITING, S.HANDLING), S.ANSWERED, By.HANDLER),
    _act("dispute", _("提出异议"), CORRECTION, (S.ANSWERED,), S.DISPUTED, By.AUTHOR),
    _act("uphold", _("维持答复"), CORRECTION, (S.DISPUTED,), S.CLOSED, By.SUPERVISOR),
    _act("send_back", _("退回重新办理"), CORRECTION, (S.DISPUTED,), S.WAITING, By.SUPERVISOR),
    _act("open", _("登记已开放"), DEMAND, (S.ANSWERED,), S.OPENED, By.HANDLER, By.SUPERVISOR),
    _act("withdraw", _("撤回"), CORRECTION, (S.WAITING, S.HANDLING), S.WITHDRAWN, By.AUTHOR),
    _act("retract", _("撤回需求"), DEMAND, (S.UNASSIGNED,), S.WITHDRAWN, By.AUTHOR),
)
# While somebody owes something, and of a supervision order as long as it stands.
RUNNING = (S.WAITING, S.HANDLING, S.DISPUTED)
NOTES: tuple[Act, ...] = (
    _act(
        "clear_order", _("督办单销号"), BOTH,
        (S.WAITING, S.HANDLING, S.DISPUTED, S.ANSWERED, S.OPENED, S.CLOSED, S.WITHDRAWN), None, By.SUPERVISOR,
    ),
    _act("warn", _("期限提醒"), BOTH, RUNNING, None, By.SYSTEM),
    _act("yellow_card", _("黄牌督办"), BOTH, RUNNING, None, By.SYSTEM),
    _act("red_card", _("红牌督办"), BOTH, RUNNING, None, By.SYSTEM),
    _act("resettle", _("调整期限"), BOTH, RUNNING, None, By.SYSTEM),
)  # fmt: skip
LAW: dict[str, Act] = {act.name: act for act in (*ACTS, *NOTES)}


def legal_entries() -> Iterator[tuple[str, str, str]]:
    """(name, from, to) of every entry that can exist; "" is where a matter begins."""
    for act in LAW.values():
        for source in act.sources or ("",):
            yield act.name, str(source), str(act.target or source)
