"""Whose turn it is, in the applicant's words: who has the case, what comes next, what he has to do."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflow.states import State

from .models import Application

WAIT = gettext_lazy("您现在无需操作。需要补正或者签订协议时，将以站内消息和电子邮件通知您。")


@dataclass(frozen=True)
class Turn:
    """What components/turn_card.html shows. `tone`: ok (nothing to do), act (his turn), info."""

    todo: str | Promise
    tone: str = "ok"
    following: str | Promise = ""
    # Where he acts: the name of an address, or a place on the progress page.
    place: str = ""
    action: str | Promise = ""


TURNS: dict[State, Turn] = {
    State.DRAFT: Turn(
        gettext_lazy("请您填写完整后提交。"), "act", gettext_lazy("受理"), "draft", gettext_lazy("继续填写")
    ),
    State.SUBMITTED: Turn(WAIT, following=gettext_lazy("风险评估")),
    State.SUPPLEMENT: Turn(
        gettext_lazy("请您按要求逐项补正后提交。补正期间不计入答复时限；逾期未提交的，视为放弃申请。"),
        "act", gettext_lazy("承办人继续办理"), "draft", gettext_lazy("补正材料"),
    ),
    State.ASSESSING: Turn(WAIT, following=gettext_lazy("审核决定")),
    State.CONSULTING: Turn(WAIT, following=gettext_lazy("审核决定")),
    State.DECIDING: Turn(WAIT, following=gettext_lazy("签订协议或者办结")),
    State.AGREEMENT: Turn(
        gettext_lazy("请您通读协议全文后签订；逾期未签订的，视为放弃申请。"),
        "act", gettext_lazy("数据提供单位盖章"), "#h-agreement", gettext_lazy("阅读并签订协议"),
    ),
    State.SEALING: Turn(WAIT, following=gettext_lazy("数据交付")),
    State.DELIVERING: Turn(
        gettext_lazy("您现在无需操作。数据交付后，将以站内消息和电子邮件通知您领取。"),
        following=gettext_lazy("领取数据"),
    ),
    State.IN_USE: Turn(
        gettext_lazy("请您在协议到期前领取和使用数据，并按协议报告利用情况。"),
        "info", gettext_lazy("到期办结"), "my-data", gettext_lazy("领取数据"),
    ),
    State.SUSPENDED: Turn(
        gettext_lazy("数据开放已经中止，暂时不能领取数据；恢复后将通知您。"), "info", gettext_lazy("恢复或者终止开放")
    ),
    State.REVIEWING: Turn(
        gettext_lazy("您现在无需操作。复核决定作出后，将以站内消息和电子邮件通知您。"),
        following=gettext_lazy("签订协议或者办结"),
    ),
    State.CLOSED: Turn(gettext_lazy("本件已经办结，您无需操作。需要继续使用数据的，请重新申请。")),
    State.NOT_ACCEPTED: Turn(gettext_lazy("本件已经结束。理由、依据和救济途径见下方决定。"), "info"),
    State.REFUSED: Turn(gettext_lazy("本件已经结束。理由、依据和救济途径见下方决定。"), "info"),
    State.WITHDRAWN: Turn(gettext_lazy("您已撤回申请，本件结束。仍需使用数据的，请重新申请。")),
    State.LAPSED: Turn(gettext_lazy("您的办理期限已经届满，本件结束。仍需使用数据的，请重新申请。"), "info"),
    State.REVOKED: Turn(gettext_lazy("数据开放已经终止。请停止使用，并按协议处置全部副本。"), "info"),
}  # fmt: skip


def turn_card(application: Application) -> dict[str, Any]:
    """The arguments of the turn card, for the case as it stands."""
    case, turn = application.case, TURNS[State(application.case.state)]
    return {
        "stage": str(case.get_state_display()),
        "rows": [row for row in rows(application, turn) if row[1]],
        "todo": str(turn.todo),
        "tone": turn.tone,
        "url": address(application, turn.place),
        "action": str(turn.action),
    }


def rows(application: Application, turn: Turn) -> list[tuple[str, str]]:
    """Who has the case, by name and telephone, and what comes next."""
    case, provider = application.case, application.dataset.provider
    handler = case.handler.name if case.handler else _("待分派")
    who = _("%(name)s（%(phone)s）") % {"name": handler, "phone": provider.phone} if provider.phone else handler
    return [(_("办理单位"), provider.name), (_("承办人"), who), (_("下一环节"), str(turn.following))]


def address(application: Application, place: str) -> str:
    """The address behind a turn's place."""
    if not place or place.startswith("#"):
        return place
    return reverse(place) if place == "my-data" else reverse(place, args=[application.pk])
