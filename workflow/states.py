"""The states of a case, and whose turn it is in each (GLOSSARY: States)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    DRAFT = "draft", _("草稿")
    SUBMITTED = "submitted", _("待受理")
    SUPPLEMENT = "supplement", _("待补正")
    ASSESSING = "assessing", _("风险评估")
    CONSULTING = "consulting", _("会签征求意见")
    DECIDING = "deciding", _("审核决定")
    AGREEMENT = "agreement", _("待签协议")
    SEALING = "sealing", _("待盖章")
    DELIVERING = "delivering", _("待交付")
    IN_USE = "in_use", _("使用中")
    SUSPENDED = "suspended", _("中止开放")
    REVIEWING = "reviewing", _("复核中")
    CLOSED = "closed", _("已办结")
    NOT_ACCEPTED = "not_accepted", _("不予受理")
    REFUSED = "refused", _("不予开放")
    WITHDRAWN = "withdrawn", _("已撤回")
    LAPSED = "lapsed", _("视为放弃")
    REVOKED = "revoked", _("已终止")


class Capacity(TextChoices):
    """In which capacity a person faces one case: his roles, seen from that case."""

    APPLICANT = "applicant", _("申请人")
    HANDLER = "handler", _("承办人")
    RISK_ASSESSOR = "risk_assessor", _("风险评估员")
    CONSULTED = "consulted", _("被征求意见部门")
    APPROVER = "approver", _("签发人")
    DEPUTY_LEADER = "deputy_leader", _("分管领导")
    SUPERVISOR = "supervisor", _("督办人员")
    SYSTEM = "system", _("系统")


# A refused case ends too, unless a review is asked for in time (applications.reviewing).
TERMINAL = frozenset({State.CLOSED, State.NOT_ACCEPTED, State.REFUSED, State.WITHDRAWN, State.LAPSED, State.REVOKED})

# Whose work a state is. A draft is nobody's task yet; an ended case is nobody's any more.
TURN: dict[State, Capacity] = {
    State.SUBMITTED: Capacity.HANDLER,
    State.SUPPLEMENT: Capacity.APPLICANT,
    State.ASSESSING: Capacity.RISK_ASSESSOR,
    State.CONSULTING: Capacity.CONSULTED,
    State.DECIDING: Capacity.APPROVER,
    State.AGREEMENT: Capacity.APPLICANT,
    State.SEALING: Capacity.APPROVER,
    State.DELIVERING: Capacity.HANDLER,
    State.IN_USE: Capacity.APPLICANT,
    State.SUSPENDED: Capacity.HANDLER,
    State.REVIEWING: Capacity.APPROVER,
}
