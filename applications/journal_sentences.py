"""The sentences of the applicant's record, one function for each entry that has facts to tell."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from workflow.models import Event
from workflow.states import Capacity

from .models import DecisionKind
from .office_sentences import deadline_moved
from .templatetags.dates import long_date

Facts = dict[str, Any]
Sentence = Callable[[Event], str]


def always(sentence: str | Promise) -> Sentence:
    """A sentence without facts."""
    return lambda event: str(sentence)


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _said(label: str, text: Any) -> str:
    """理由：…; nothing where nothing was said."""
    return _("%(label)s：%(text)s") % {"label": label, "text": text} if text else ""


def _day(text: Any) -> str:
    return long_date(date.fromisoformat(text)) if text else ""


def submitted(event: Event) -> str:
    words = _("已收到申请，编号 %(number)s，系统出具收件回执。自次一工作日起计算答复时限。")
    return words % {"number": event.facts.get("number", "")}


def asked(event: Event) -> str:
    items = event.facts.get("items", [])
    words = ngettext(
        "需要补正 %(n)d 项，补正期间不计入答复时限。", "需要补正 %(n)d 项，补正期间不计入答复时限。", len(items)
    )
    listed = [_("%(n)d. %(subject)s：%(problem)s") % {"n": n, "subject": s, "problem": p}
              for n, (s, p) in enumerate(items, start=1)]  # fmt: skip
    return _lines(words % {"n": len(items)}, *listed, str(event.facts.get("note", "")))


def resubmitted(event: Event) -> str:
    n = len(event.facts.get("answers", {}))
    words = ngettext("已补正 %(n)d 项，恢复计算答复时限。", "已补正 %(n)d 项，恢复计算答复时限。", n)
    return words % {"n": n}


def not_accepted(event: Event) -> str:
    return _lines(_("本件不予受理，已出具不予受理通知书。"), *_grounds(event.facts))


def refused(event: Event) -> str:
    return _lines(_("决定不予开放，已出具决定书。"), *_grounds(event.facts))


def review_asked(event: Event) -> str:
    words = _("已申请复核，由原决定人以外的人员办理，复核时限开始计算。")
    return _lines(words, _said(_("复核理由"), event.facts.get("reasons")))


def upheld(event: Event) -> str:
    """The number is that of the review's own decision."""
    words = _("经复核，维持不予开放的决定，已出具复核决定书。")
    return _lines(words, *_grounds(event.facts | {"decision": event.facts.get("review")}))


def reversed_(event: Event) -> str:
    words = _("经复核，改为同意开放，请签订数据利用协议。")
    facts = event.facts
    return _lines(words, _said(_("文号"), facts.get("decision")), _said(_("理由"), facts.get("reasons")))


def _grounds(facts: Facts) -> list[str]:
    return [
        _said(_("文号"), facts.get("decision")),
        _said(_("理由"), facts.get("reasons")),
        _said(_("依据"), facts.get("ground")),
    ]


def consulted(event: Event) -> str:
    n = len(event.facts.get("departments", []))
    if event.facts.get("pauses"):
        words = ngettext(
            "正在征求 %(n)d 个部门的意见，征求意见期间暂停计时。",
            "正在征求 %(n)d 个部门的意见，征求意见期间暂停计时。",
            n,
        )
    else:
        words = ngettext(
            "正在征求 %(n)d 个部门的意见，答复时限继续计算。", "正在征求 %(n)d 个部门的意见，答复时限继续计算。", n
        )
    return words % {"n": n}


def opinion_given(event: Event) -> str:
    words = _("收到一个部门的意见。")
    return words + _("答复时限恢复计时。") if event.facts.get("resumes") else words


def silence_recorded(event: Event) -> str:
    n = len(event.facts.get("departments", []))
    words = ngettext(
        "%(n)d 个部门在期限内没有答复，不再等待。", "%(n)d 个部门在期限内没有答复，不再等待。", n
    ) % {"n": n}  # fmt: skip
    return words + _("答复时限恢复计时。") if event.facts.get("resumes") else words


def approved(event: Event) -> str:
    """Why less was granted than asked for is owed to the applicant; other remarks are the office's own."""
    kind = DecisionKind(event.facts.get("kind", DecisionKind.APPROVE.value))
    words = _("%(kind)s，请签订数据利用协议。") % {"kind": kind.label}
    why = event.facts.get("reasons") if kind == DecisionKind.APPROVE_PARTLY else ""
    return _lines(words, _said(_("文号"), event.facts.get("decision")), _said(_("理由"), why))


def opened_at_once(event: Event) -> str:
    words = _("该数据集免申即用，已同意开放，请签订数据利用协议。")
    return _lines(words, _said(_("文号"), event.facts.get("decision")))


def signed(event: Event) -> str:
    words = _("已签订协议（%(number)s），等待数据提供单位盖章。")
    return words % {"number": event.facts.get("agreement", "")}


def signed_first(event: Event) -> str:
    words = _("第一签署人已签署协议（%(number)s），等待本单位另一名签署人签订。")
    return words % {"number": event.facts.get("agreement", "")}


def sealed(event: Event) -> str:
    return _("协议（%(number)s）已经双方签章，正在准备交付数据。") % {"number": event.facts.get("agreement", "")}


def delivered(event: Event) -> str:
    if event.facts.get("follows"):
        words = _("新协议已经生效，数据授权自 %(first)s起按新协议接续，于 %(day)s到期。")
        words %= {"first": _day(event.facts.get("starts_on")), "day": "%(day)s"}
    elif event.facts.get("mode") == "sandbox":
        words = _("数据已经交付，由系统移入沙箱，协议于 %(day)s到期。")
    else:
        words = _("数据已经交付，可以在“数据领取”中下载，协议于 %(day)s到期。")
    return _lines(words % {"day": _day(event.facts.get("ends_on"))}, _said(_("交付说明"), event.facts.get("remarks")))


def suspended(event: Event) -> str:
    return _lines(_("数据开放已中止，恢复之前不能领取数据。"), _said(_("理由"), event.facts.get("reasons")))


def resumed(event: Event) -> str:
    return _lines(_("数据开放已恢复，可以继续领取数据。"), _said(_("理由"), event.facts.get("reasons")))


def revoked(event: Event) -> str:
    words = _("数据开放已终止，不能再领取数据；已领取的副本请按协议处置。")
    return _lines(words, _said(_("理由"), event.facts.get("reasons")))


def closed(event: Event) -> str:
    return _lines(_("数据使用结束，本件办结。"), _said(_("处置情况"), event.facts.get("statement")))


def withdrawn(event: Event) -> str:
    return _lines(_("申请已撤回，本件结束。"), _said(_("原因"), event.facts.get("reasons")))


LAPSED_LIMITS = {
    "supplement": gettext_lazy("补正期限于 %(day)s届满，未收到补正材料，视为放弃申请。"),
    "signing": gettext_lazy("签订协议的期限于 %(day)s届满，未签订协议，视为放弃申请。"),
}


def lapsed(event: Event) -> str:
    words = LAPSED_LIMITS.get(event.facts.get("clock", ""), gettext_lazy("办理期限届满，视为放弃申请。"))
    return str(words) % {"day": _day(event.facts.get("due_on"))}


def extension_asked(event: Event) -> str:
    return _("承办人申请延长答复时限，等待审批；批准前答复时限不变。")


def extended(event: Event) -> str:
    n = event.facts.get("days", 0)
    words = ngettext(
        "答复时限延长 %(n)d 个工作日，已出具延期通知书。", "答复时限延长 %(n)d 个工作日，已出具延期通知书。", n
    )
    return _lines(words % {"n": n}, _said(_("理由"), event.facts.get("reasons")))


def overdue(event: Event) -> str:
    day = _day(event.facts.get("due_on"))
    words = (
        _("本件的办理期限于 %(day)s届满，尚未办理，公共数据主管部门正在督促。")
        if day
        else _("公共数据主管部门正在督促。")
    )
    return words % {"day": day}


def nudged(event: Event) -> str:
    """What a supervisor tells the office is between them."""
    if event.capacity != Capacity.APPLICANT:
        return _("公共数据主管部门已提醒承办人尽快办理。")
    return _lines(_("已提醒承办人尽快办理。"), _said(_("留言"), event.facts.get("message")))


def resettled(event: Event) -> str:
    """The applicant is told what moved and by which notice."""
    facts = event.facts
    moved = [deadline_moved(one) for one in facts.get("changes", [])] or [_("时限已按现行节假日安排重新核定。")]
    return _lines(*moved, _said(_("依据"), facts.get("doc_no")))


def sandbox_entered(event: Event) -> str:
    facts = event.facts
    words = _("数据已移入沙箱，位置：%(place)s；账号：%(account)s。口令请在“数据领取”中领取。")
    return words % {"place": facts.get("place", ""), "account": facts.get("account", "")}


def _report(words: str, event: Event) -> str:
    return words % {"n": event.facts.get("number", ""), "day": _day(event.facts.get("due_on"))}


def report_reminded(event: Event) -> str:
    return _report(_("第 %(n)s 期利用情况报告应于 %(day)s前提交。"), event)


def report_missing(event: Event) -> str:
    return _report(_("第 %(n)s 期利用情况报告应于 %(day)s前提交，逾期未交，补交之前不能续用。"), event)


def report_given(event: Event) -> str:
    return _report(_("已提交第 %(n)s 期利用情况报告。"), event)


def report_accepted(event: Event) -> str:
    words = _report(_("第 %(n)s 期利用情况报告已接收。"), event)
    return words + _("成果已公开。") if event.facts.get("published") else words


def report_returned(event: Event) -> str:
    words = _report(_("第 %(n)s 期利用情况报告需要修改后重新提交。"), event)
    return _lines(words, _said(_("意见"), event.facts.get("remark")))


def end_announced(event: Event) -> str:
    n = event.facts.get("left", 0)
    words = ngettext("协议于 %(day)s到期，还有 %(n)d 个工作日。", "协议于 %(day)s到期，还有 %(n)d 个工作日。", n)
    return words % {"day": _day(event.facts.get("ends_on")), "n": n}


def statement_reminded(event: Event) -> str:
    return _("数据返还或者销毁声明应于 %(day)s前提交。") % {"day": _day(event.facts.get("due_on"))}


def statement_missing(event: Event) -> str:
    words = _("数据返还或者销毁声明应于 %(day)s前提交，逾期未交，补交之前不能续用。")
    return words % {"day": _day(event.facts.get("due_on"))}


def data_stopped(event: Event) -> str:
    words = _("该数据集发生安全事件（%(number)s），暂停提供数据，已领取的副本请妥善保管。")
    return words % {"number": event.facts.get("incident", "")}
