"""The law: every transition of a case, in the order of its life (DESIGN: State).

Read LIFECYCLE as a table. django-fsm carries it out on `Case.state`; the door asks it who may; the database
refuses a journal row that is not in it; `manage.py draw_lifecycle` draws it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import guards
from .states import TERMINAL, Capacity, State

S, C = State, Capacity
Guard = Callable[[guards.CaseFacts], tuple[str | Promise, ...]]


@dataclass(frozen=True)
class Transition:
    """One row of the law: `name` leads from each of `sources` to one of `targets`, done by one of `by`.

    `guards` answer with what is still missing; `decides` marks the acts for which assessor and approver must be
    two people, `reviews` those which whoever made the decision leaves to another.
    """

    name: str
    title: str | Promise
    sources: tuple[State, ...]
    targets: tuple[State, ...]
    by: frozenset[Capacity]
    guards: tuple[Guard, ...] = ()
    decides: bool = False
    reviews: bool = False

    @property
    def edges(self) -> Iterable[tuple[State, State]]:
        """All (source, target) pairs the row allows."""
        return [(source, target) for source in self.sources for target in self.targets]


def row(
    name: str,
    title: str | Promise,
    sources: State | tuple[State, ...],
    targets: State | tuple[State, ...],
    *by: Capacity,
    needs: tuple[Guard, ...] = (),
    decides: bool = False,
    reviews: bool = False,
) -> Transition:
    """A row, written tersely."""
    return Transition(name, title, _many(sources), _many(targets), frozenset(by), needs, decides, reviews)


def _many(states: State | tuple[State, ...]) -> tuple[State, ...]:
    return (states,) if isinstance(states, State) else states


UNTIL_DELIVERY = (
    S.DRAFT, S.SUBMITTED, S.SUPPLEMENT, S.ASSESSING, S.CONSULTING, S.DECIDING, S.AGREEMENT, S.SEALING, S.DELIVERING,
)  # fmt: skip
FROM_AGREEMENT = (S.AGREEMENT, S.SEALING, S.DELIVERING, S.IN_USE, S.SUSPENDED)

# fmt: off
LIFECYCLE: tuple[Transition, ...] = (
    row("submit", _("提交申请"), S.DRAFT, S.SUBMITTED, C.APPLICANT, needs=(guards.materials_are_complete,)),
    row("request_supplement", _("一次性告知补正"), (S.SUBMITTED, S.ASSESSING), S.SUPPLEMENT,
        C.HANDLER, C.SUPERVISOR, needs=(guards.defects_are_listed, guards.nothing_is_asked_twice)),
    row("resubmit", _("提交补正材料"), S.SUPPLEMENT, (S.SUBMITTED, S.ASSESSING), C.APPLICANT,
        needs=(guards.materials_are_complete, guards.defects_are_answered)),
    row("accept", _("受理"), S.SUBMITTED, S.ASSESSING, C.HANDLER, needs=(guards.everything_is_checked,)),
    row("not_accept", _("不予受理"), S.SUBMITTED, S.NOT_ACCEPTED, C.HANDLER,
        needs=(guards.reasons_are_given, guards.ground_is_given)),
    row("fast_track", _("免申即用"), S.SUBMITTED, S.AGREEMENT, C.SYSTEM, needs=(guards.fast_track_is_open,)),
    row("keep_assessment", _("沿用原评估"), S.SUBMITTED, S.DECIDING, C.HANDLER,
        needs=(guards.purpose_and_grade_stay,)),
    row("assess", _("出具评估"), S.ASSESSING, S.DECIDING, C.RISK_ASSESSOR,
        needs=(guards.assessment_is_complete, guards.level_is_founded, guards.risk_needs_no_consultation)),
    row("consult", _("征求意见"), S.ASSESSING, S.CONSULTING, C.RISK_ASSESSOR,
        needs=(guards.assessment_is_complete, guards.level_is_founded, guards.departments_are_named)),
    row("give_opinion", _("出具意见"), S.CONSULTING, (S.CONSULTING, S.DECIDING), C.CONSULTED,
        needs=(guards.opinion_is_given,)),
    row("record_silence", _("逾期未答复"), S.CONSULTING, (S.CONSULTING, S.DECIDING), C.SYSTEM,
        needs=(guards.silence_has_lasted,)),
    row("return_to_assessment", _("退回重新评估"), S.DECIDING, S.ASSESSING, C.APPROVER,
        needs=(guards.reasons_are_given,)),
    row("approve", _("同意开放"), S.DECIDING, S.AGREEMENT, C.APPROVER,
        needs=(guards.conditions_are_set, guards.nothing_forbids_opening), decides=True),
    row("refuse", _("不予开放"), S.DECIDING, S.REFUSED, C.APPROVER,
        needs=(guards.reasons_are_given, guards.ground_is_given), decides=True),
    row("request_review", _("申请复核"), S.REFUSED, S.REVIEWING, C.APPLICANT,
        needs=(guards.review_is_open, guards.reasons_are_given)),
    row("uphold", _("维持不予开放"), S.REVIEWING, S.REFUSED, C.APPROVER, C.DEPUTY_LEADER,
        needs=(guards.supervisor_has_advised, guards.reasons_are_given, guards.ground_is_given),
        decides=True, reviews=True),
    row("reverse", _("改为同意开放"), S.REVIEWING, S.AGREEMENT, C.APPROVER, C.DEPUTY_LEADER,
        needs=(guards.supervisor_has_advised, guards.reasons_are_given, guards.conditions_are_set,
               guards.nothing_forbids_opening),
        decides=True, reviews=True),
    row("sign", _("签订协议"), S.AGREEMENT, S.SEALING, C.APPLICANT,
        needs=(guards.agreement_was_read, guards.agreement_was_finished, guards.both_signatories_sign)),
    row("seal", _("盖章"), S.SEALING, S.DELIVERING, C.APPROVER, needs=(guards.agreement_was_read,)),
    row("deliver", _("数据交付"), S.DELIVERING, S.IN_USE, C.HANDLER, C.SYSTEM, needs=(guards.data_are_ready,)),
    row("suspend", _("中止开放"), S.IN_USE, S.SUSPENDED, C.HANDLER, C.SUPERVISOR, needs=(guards.reasons_are_given,)),
    row("resume", _("恢复开放"), S.SUSPENDED, S.IN_USE, C.HANDLER, C.SUPERVISOR, needs=(guards.reasons_are_given,)),
    row("revoke", _("终止开放"), FROM_AGREEMENT, S.REVOKED, C.APPROVER, C.SUPERVISOR,
        needs=(guards.reasons_are_given,)),
    row("close", _("到期办结"), S.IN_USE, S.CLOSED, C.SYSTEM, C.APPLICANT, needs=(guards.use_has_ended,)),
    row("withdraw", _("撤回申请"), UNTIL_DELIVERY, S.WITHDRAWN, C.APPLICANT),
    row("lapse", _("视为放弃"), (S.SUPPLEMENT, S.AGREEMENT), S.LAPSED, C.SYSTEM, needs=(guards.own_clock_ran_out,)),
)
# fmt: on

LAW: dict[str, Transition] = {transition.name: transition for transition in LIFECYCLE}

LIVING = tuple(state for state in State if state not in TERMINAL)


@dataclass(frozen=True)
class Note:
    """An entry of the journal that moves nothing: who may write it, and in which states."""

    name: str
    title: str | Promise
    by: frozenset[Capacity]
    states: tuple[State, ...]


OFFICE_STATES = (
    S.SUBMITTED, S.SUPPLEMENT, S.ASSESSING, S.CONSULTING, S.DECIDING, S.AGREEMENT, S.SEALING, S.DELIVERING,
    S.IN_USE, S.SUSPENDED, S.REVIEWING,
)  # fmt: skip

# While the reply is owed; a paused clock can be extended too.
REPLY_STATES = (S.SUBMITTED, S.SUPPLEMENT, S.ASSESSING, S.CONSULTING, S.DECIDING)
# A supervision order can outlast the case it is about.
ONCE_SUBMITTED = tuple(state for state in State if state != S.DRAFT)

USED = (S.IN_USE, S.SUSPENDED)
# A report on use is owed, and can be handed in, when the use has ended.
ONCE_USED = (S.IN_USE, S.SUSPENDED, S.CLOSED, S.REVOKED)
USE_ENDED = (S.CLOSED, S.REVOKED)
# What a security incident of the data set stops, or holds back.
STOPPABLE = (S.DELIVERING, S.IN_USE, S.SUSPENDED)

# fmt: off
NOTES: dict[str, Note] = {
    note.name: note
    for note in (
        Note("claim", _("领取任务"), frozenset({C.HANDLER, C.RISK_ASSESSOR, C.APPROVER}), OFFICE_STATES),
        Note("assign", _("分派"), frozenset({C.APPROVER, C.DEPUTY_LEADER}), OFFICE_STATES),
        Note("reassign", _("改派"), frozenset({C.SUPERVISOR, C.DEPUTY_LEADER, C.HANDLER}), OFFICE_STATES),
        Note("take_over", _("接管"), frozenset({C.DEPUTY_LEADER}), OFFICE_STATES),
        Note("nudge", _("催办"), frozenset({C.APPLICANT, C.SUPERVISOR}), OFFICE_STATES),
        Note("request_extension", _("申请延期"), frozenset({C.HANDLER}), REPLY_STATES),
        Note("grant_extension", _("批准延期"), frozenset({C.SUPERVISOR}), REPLY_STATES),
        Note("deny_extension", _("不同意延期"), frozenset({C.SUPERVISOR}), REPLY_STATES),
        Note("advise_review", _("复核监督意见"), frozenset({C.SUPERVISOR}), (S.REVIEWING,)),
        Note("draw_check", _("抽查"), frozenset({C.SYSTEM}), ONCE_SUBMITTED),
        Note("recheck", _("人工复查"), frozenset({C.HANDLER, C.RISK_ASSESSOR}), ONCE_SUBMITTED),
        Note("warn", _("时限提醒"), frozenset({C.SYSTEM}), OFFICE_STATES),
        Note("resettle", _("重新核定时限"), frozenset({C.SYSTEM}), OFFICE_STATES),
        Note("yellow_card", _("黄牌督办"), frozenset({C.SYSTEM}), OFFICE_STATES),
        Note("red_card", _("红牌督办"), frozenset({C.SYSTEM}), OFFICE_STATES),
        Note("answer_order", _("答复督办单"), frozenset({C.HANDLER}), ONCE_SUBMITTED),
        Note("clear_order", _("销号"), frozenset({C.SUPERVISOR}), ONCE_SUBMITTED),
        Note("first_sign", _("第一签署人签署"), frozenset({C.APPLICANT}), (S.AGREEMENT,)),
        Note("collect", _("领取数据"), frozenset({C.APPLICANT}), (S.IN_USE,)),
        Note("enter_sandbox", _("数据移入沙箱"), frozenset({C.SYSTEM}), USED),
        Note("remind_report", _("提醒提交利用情况报告"), frozenset({C.SYSTEM}), USED),
        Note("report_overdue", _("利用情况报告逾期"), frozenset({C.SYSTEM}), USED),
        Note("submit_report", _("提交利用情况报告"), frozenset({C.APPLICANT}), ONCE_USED),
        Note("accept_report", _("接收利用情况报告"), frozenset({C.HANDLER}), ONCE_USED),
        Note("return_report", _("退回利用情况报告"), frozenset({C.HANDLER}), ONCE_USED),
        Note("announce_end", _("到期提醒"), frozenset({C.SYSTEM}), USED),
        Note("remind_statement", _("提醒提交数据处置声明"), frozenset({C.SYSTEM}), USE_ENDED),
        Note("statement_overdue", _("数据处置声明逾期"), frozenset({C.SYSTEM}), USE_ENDED),
        Note("submit_statement", _("提交数据处置声明"), frozenset({C.APPLICANT}), USE_ENDED),
        Note("stop_data", _("安全事件停用数据"), frozenset({C.SYSTEM}), STOPPABLE),
        Note("release_data", _("解除停用"), frozenset({C.SYSTEM}), STOPPABLE),
    )
}
# fmt: on


def legal_entries() -> set[tuple[str, str, str, str]]:
    """Every (kind, name, source, target) that the journal may hold."""
    moves = {("move", t.name, s.value, g.value) for t in LIFECYCLE for s, g in t.edges}
    notes = {("note", n.name, s.value, s.value) for n in NOTES.values() for s in n.states}
    return moves | notes


def title_of(name: str) -> Any:
    """The words of a journal entry's name; the name itself for one that history knows and the law no longer does."""
    entry = LAW.get(name) or NOTES.get(name)
    return entry.title if entry else name
