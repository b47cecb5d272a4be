"""The guide for applicants: the way of an application, and its limits as they are configured today."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workflow.models import BREACH_APPEAL, DISPOSAL, HEARING, REVIEW_REQUEST, Clock, MatterClock, ServiceStandard

# What each clock is about: who owes what, from when. In the order of an application's life.
MEANING: dict[str, tuple[str | Promise, str | Promise]] = {
    Clock.VALID_REPLY: (_("数据提供单位"), _("自收到申请起，作出同意开放、不予开放或者不予受理的答复")),
    Clock.SUPPLEMENT: (_("申请人"), _("自一次性告知补正起，提交补正材料；逾期未提交的，视为放弃申请")),
    Clock.SIGNING: (_("申请人"), _("自同意开放起，签订数据利用协议；逾期未签订的，视为放弃申请")),
    Clock.SEALING: (_("数据提供单位"), _("自申请人签订协议起，盖章")),
    Clock.DELIVERY: (_("数据提供单位"), _("自协议盖章起，交付数据")),
    REVIEW_REQUEST: (_("申请人"), _("自不予开放决定作出起，可以申请复核一次")),
    Clock.REVIEW: (_("数据提供单位"), _("自申请复核起，作出复核决定")),
    DISPOSAL: (_("申请人"), _("自使用结束起，提交数据返还或者销毁声明；逾期未交的，补交之前不能续用")),
    HEARING: (_("申请人"), _("自违规处理通知起，陈述和申辩")),
    BREACH_APPEAL: (_("申请人"), _("自违规处理决定作出起，可以申诉一次")),
    MatterClock.CORRECTION: (_("数据提供单位"), _("自收到数据纠错起，核实并答复")),
    MatterClock.DEMAND: (_("数据提供单位"), _("自开放需求分派起，答复能否开放")),
}


@dataclass(frozen=True)
class Limit:
    """One clock in force: who owes what within how many working days, and by which rule."""

    name: str
    by: str | Promise
    what: str | Promise
    working_days: int
    source: str
    restarts: bool


def limits(today: date) -> list[Limit]:
    """The standards for an application that is received today, in the order of its life. One query."""
    in_force: dict[str, ServiceStandard] = {}
    for standard in ServiceStandard.objects.filter(valid_from__lte=today).order_by("valid_from"):
        in_force[standard.clock] = standard
    return [_limit(in_force[clock], by, what) for clock, (by, what) in MEANING.items() if clock in in_force]


def _limit(standard: ServiceStandard, by: str | Promise, what: str | Promise) -> Limit:
    name = str(standard.get_clock_display())
    return Limit(name, by, what, standard.working_days, standard.legal_source, standard.mode == "restart")
