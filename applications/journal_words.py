"""The journal in plain sentences for the applicant: what happened, and what it means for him.

What is the office's own (levels and answers of the assessment, opinions of other departments, why a case was given to
another officer) is not said here. The office's view of the same entries is office_words.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflow.lifecycle import title_of
from workflow.models import Event
from workflow.states import Capacity, State

from . import journal_sentences as say


@dataclass(frozen=True)
class Entry:
    """One line of the record as components/journal.html draws it; `kind` chooses its mark."""

    title: str
    at: datetime
    text: str
    who: str
    kind: str


@dataclass(frozen=True)
class Words:
    """How an entry reads: its title where it differs from the law's, its mark, and its sentence."""

    sentence: say.Sentence
    title: str | Promise = ""
    kind: str = "done"


def entries(events: Iterable[Event], provider: str) -> list[Entry]:
    """The record, newest first. Each event with its `actor`; `provider` is the name of the department."""
    return [entry(event, provider) for event in sorted(events, key=lambda event: event.seq, reverse=True)]


def entry(event: Event, provider: str) -> Entry:
    """One entry; a name that the law no longer has shows itself and no sentence."""
    words = WORDS.get(event.name)
    title = TITLES.get((event.name, event.target)) or (words.title if words else "") or title_of(event.name)
    return Entry(
        title=str(title),
        at=event.at,
        text=words.sentence(event) if words else "",
        who=who(event, provider),
        kind=words.kind if words else "done",
    )


def who(event: Event, provider: str) -> str:
    """The applicant's own people by name, the office as a department, a consulted one without its name."""
    if event.capacity == Capacity.APPLICANT:
        return _("申请人·%(name)s") % {"name": event.actor.name} if event.actor else _("申请人")
    other = {
        Capacity.SYSTEM.value: _("系统"),
        Capacity.CONSULTED.value: _("被征求意见部门"),
        Capacity.SUPERVISOR.value: _("公共数据主管部门"),
    }
    return other.get(event.capacity, provider)


WORDS: dict[str, Words] = {
    "submit": Words(say.submitted),
    "request_supplement": Words(say.asked, gettext_lazy("一次性告知补正，暂停计时"), "pause"),
    "resubmit": Words(say.resubmitted, gettext_lazy("提交补正材料，恢复计时"), "resume"),
    "accept": Words(
        say.always(gettext_lazy("申请材料齐全、符合要求，转入风险评估，已出具受理通知书。")), gettext_lazy("已受理")
    ),
    "not_accept": Words(say.not_accepted, kind="bad"),
    "fast_track": Words(say.opened_at_once),
    "keep_assessment": Words(
        say.always(gettext_lazy("使用目的和数据级别没有变化，沿用原风险评估，转入审核决定。")),
        gettext_lazy("受理，沿用原评估"),
    ),
    "assess": Words(say.always(gettext_lazy("风险评估已经完成，转入审核决定。")), gettext_lazy("完成风险评估")),
    "consult": Words(say.consulted, gettext_lazy("征求有关部门意见")),
    "give_opinion": Words(say.opinion_given, gettext_lazy("收到部门意见")),
    "record_silence": Words(say.silence_recorded, gettext_lazy("部门逾期未答复"), "warn"),
    "return_to_assessment": Words(
        say.always(gettext_lazy("需要补充风险评估，答复时限继续计算。")), gettext_lazy("补充风险评估")
    ),
    "approve": Words(say.approved),
    "refuse": Words(say.refused, kind="bad"),
    "request_review": Words(say.review_asked),
    "advise_review": Words(say.always(gettext_lazy("督办人员已就复核提出监督意见。")), gettext_lazy("复核监督")),
    "uphold": Words(say.upheld, kind="bad"),
    "reverse": Words(say.reversed_),
    "sign": Words(say.signed),
    "seal": Words(say.sealed, gettext_lazy("协议盖章")),
    "deliver": Words(say.delivered),
    "suspend": Words(say.suspended, kind="pause"),
    "resume": Words(say.resumed, kind="resume"),
    "revoke": Words(say.revoked, kind="bad"),
    "close": Words(say.closed, gettext_lazy("办结")),
    "withdraw": Words(say.withdrawn, kind="stop"),
    "lapse": Words(say.lapsed, kind="stop"),
    "claim": Words(say.always(gettext_lazy("承办人已领取本件。")), gettext_lazy("承办人领取")),
    "assign": Words(say.always(gettext_lazy("本件已分派承办人。")), gettext_lazy("分派承办人")),
    "reassign": Words(say.always(gettext_lazy("本件改由另一名承办人办理，时限继续计算。")), gettext_lazy("更换承办人")),
    "take_over": Words(
        say.always(gettext_lazy("本件改由承办单位的分管领导直接办理，时限继续计算。")), gettext_lazy("领导接管办理")
    ),
    "nudge": Words(say.nudged),
    "warn": Words(say.always(gettext_lazy("系统已提醒经办人员注意办理时限。")), kind="warn"),
    "resettle": Words(say.resettled, gettext_lazy("按节假日安排重新核定时限"), "warn"),
    "request_extension": Words(say.extension_asked),
    "grant_extension": Words(say.extended, gettext_lazy("答复时限延长"), "warn"),
    "deny_extension": Words(say.always(gettext_lazy("延期申请未获批准，答复时限不变。"))),
    "yellow_card": Words(say.overdue, kind="yellow_card"),
    "red_card": Words(say.overdue, kind="red_card"),
    "answer_order": Words(
        say.always(gettext_lazy("承办单位已就超期情况作出说明。")), gettext_lazy("说明超期情况")
    ),
    "clear_order": Words(say.always(gettext_lazy("本件的督办事项已经销号。")), gettext_lazy("督办销号")),
    "draw_check": Words(say.always(gettext_lazy("本件在每日抽查中抽中，由工作人员复查，不影响使用。"))),
    "recheck": Words(say.always(gettext_lazy("工作人员已经复查本件。"))),
    "first_sign": Words(say.signed_first),
    "collect": Words(say.always(gettext_lazy("已领取数据。"))),
    "enter_sandbox": Words(say.sandbox_entered),
    "remind_report": Words(say.report_reminded, kind="warn"),
    "report_overdue": Words(say.report_missing, kind="warn"),
    "submit_report": Words(say.report_given),
    "accept_report": Words(say.report_accepted),
    "return_report": Words(say.report_returned, kind="warn"),
    "announce_end": Words(say.end_announced, kind="warn"),
    "remind_statement": Words(say.statement_reminded, kind="warn"),
    "statement_overdue": Words(say.statement_missing, kind="warn"),
    "submit_statement": Words(say.always(gettext_lazy("已提交数据返还或者销毁声明。"))),
    "stop_data": Words(say.data_stopped, kind="warn"),
    "release_data": Words(say.always(gettext_lazy("安全事件处置完毕，数据恢复提供。"))),
}  # fmt: skip

# Where the same entry means another thing by where it leads.
TITLES: dict[tuple[str, str], str | Promise] = {
    ("give_opinion", State.DECIDING.value): gettext_lazy("部门意见收齐，转入审核决定"),
}
