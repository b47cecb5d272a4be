"""Whose turn a case is, and what happens next, as one sentence for the office."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from workflow.models import Case, Consultation
from workflow.states import TERMINAL, State

WORDS: dict[State, str | Promise] = {
    State.SUBMITTED: gettext_lazy("待承办人核对材料后受理；材料不齐的，一次性告知补正。"),
    State.SUPPLEMENT: gettext_lazy("等待申请人补正，答复时限暂停计算；补正后回到提出补正的环节。"),
    State.ASSESSING: gettext_lazy("待风险评估员出具评估；高风险的，先征求有关部门意见。"),
    State.DECIDING: gettext_lazy("待签发人审核决定；同意开放的，由申请人签订协议。"),
    State.AGREEMENT: gettext_lazy("等待申请人签订协议；期限届满未签订的，视为放弃。"),
    State.SEALING: gettext_lazy("申请人已签订，待签发人核对协议并盖章。"),
    State.DELIVERING: gettext_lazy("协议已生效，待承办人交付数据。"),
    State.IN_USE: gettext_lazy("申请人正在使用数据；协议到期后系统办结。"),
    State.REVIEWING: gettext_lazy("申请人申请复核；督办人员提出监督意见后，由原决定人以外的人员作出复核决定。"),
    State.SUSPENDED: gettext_lazy("已中止开放，待承办人恢复或者由签发人终止。"),
}
ENDED = gettext_lazy("本件已结束，没有需要办理的事项。")


@dataclass(frozen=True)
class Turn:
    """For components/turn_card.html."""

    stage: str
    rows: list[tuple[str, Any]]
    todo: str
    tone: str


def turn(case: Case, consultations: Iterable[Consultation], acts: bool) -> Turn:
    """`acts`: the next step is the reader's."""
    rows = [
        (_("办理单位"), case.provider.name),
        (_("承办人"), case.handler.name if case.handler else _("未分派")),
    ]
    if case.assessor_id:
        rows.append((_("评估人"), case.assessor.name if case.assessor else ""))
    tone = "act" if acts else "ok" if case.state in TERMINAL else "info"
    return Turn(case.get_state_display(), rows, words(case, consultations), tone)


def words(case: Case, consultations: Iterable[Consultation]) -> str:
    """The sentence of a state; a consultation names the departments that have not answered."""
    state = State(case.state)
    if state != State.CONSULTING:
        return str(WORDS.get(state, ENDED))
    awaited = [one.department.name for one in consultations if one.answered_at is None and one.silent_at is None]
    listed = pgettext("list separator", "、").join(awaited)
    return _("等待%(departments)s答复，全部答复后转入审核决定。") % {"departments": listed}
