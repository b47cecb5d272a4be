"""What each entry of the journal says to the office, with all its facts; office_words.py puts them together.

One function for each entry of the law, named as the entry is; each is given the entry's facts and the entry.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from workflow.models import Clock, Event
from workflow.states import State

from .models import DecisionKind, Lateness, Outcome, RiskLevel
from .templatetags.dates import long_date

Facts = dict[str, Any]
Sentence = Callable[[Facts, Event], str]


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _said(label: str, text: Any) -> str:
    """理由：…; nothing where nothing was said."""
    return _("%(label)s：%(text)s") % {"label": label, "text": text} if text else ""


def _day(text: Any) -> str:
    return long_date(date.fromisoformat(text)) if text else ""


def _numbered(pairs: Iterable[tuple[Any, str]]) -> str:
    return _lines(*(_("%(n)s. %(text)s") % {"n": n, "text": text} for n, text in pairs))


def _names(names: Iterable[str]) -> str:
    return pgettext("list separator", "、").join(names)


def submit(facts: Facts, event: Event) -> str:
    words = _("收到申请 %(number)s，自次日起计算有效答复时限。")
    return words % {"number": facts.get("number", "")}


def request_supplement(facts: Facts, event: Event) -> str:
    items = facts.get("items", [])
    words = ngettext("需补正 %(n)d 项，补正期间暂停计时。", "需补正 %(n)d 项，补正期间暂停计时。", len(items))
    listed = [(n, _("%(label)s：%(text)s") % {"label": s, "text": p}) for n, (s, p) in enumerate(items, start=1)]
    return _lines(words % {"n": len(items)}, _numbered(listed), _said(_("其他说明"), facts.get("note")))


def resubmit(facts: Facts, event: Event) -> str:
    answers = sorted(facts.get("answers", {}).items(), key=lambda item: int(item[0]))
    back = State(event.target).label if event.target in State.values else event.target
    words = _("申请人已补正，恢复计时，回到“%(stage)s”环节。") % {"stage": back}
    return _lines(words, _numbered(answers))


def accept(facts: Facts, event: Event) -> str:
    checked = "；".join(facts.get("checked", []))
    return _lines(_("予以受理，转入风险评估。"), _said(_("已核对"), checked))


def _decided(facts: Facts) -> list[str]:
    return [
        _said(_("文号"), facts.get("decision")),
        _said(_("理由"), facts.get("reasons")),
        _said(_("依据"), facts.get("ground")),
        _lateness(facts, "lateness"),
    ]


def not_accept(facts: Facts, event: Event) -> str:
    return _lines(_("不予受理，本件结束。"), *_decided(facts))


def fast_track(facts: Facts, event: Event) -> str:
    words = _("该数据集免申即用，风险等级为低，系统即时同意开放，等待申请人签订协议。")
    return _lines(
        words, *_scored(facts), _said(_("文号"), facts.get("decision")), _said(_("协议"), facts.get("agreement"))
    )


def draw_check(facts: Facts, event: Event) -> str:
    words = _("从 %(day)s即时开放的 %(n)d 件中抽取 %(drawn)d 件，本件抽中，由人工复查。")
    return words % {"day": _day(facts.get("day")), "n": facts.get("opened", 0), "drawn": facts.get("drawn", 0)}


def recheck(facts: Facts, event: Event) -> str:
    words = _("复查认为开放适当。") if facts.get("right") else _("复查认为开放不当，需要处理。")
    return _lines(words, _said(_("复查意见"), facts.get("finding")))


def _level(facts: Facts) -> str:
    level = facts.get("level", "")
    return str(RiskLevel(level).label) if level in RiskLevel.values else level


def _scored(facts: Facts) -> list[str]:
    """Points, hard stops, and why another level was given; nothing for an entry from before there were points."""
    if "points" not in facts:
        return []
    words = ngettext("问卷第 %(version)s 版得 %(n)d 分。", "问卷第 %(version)s 版得 %(n)d 分。", facts["points"])
    scored = words % {"version": facts.get("version", ""), "n": facts["points"]}
    stops = _said(_("一票否决"), "".join(facts.get("stops", [])))
    if "scored" not in facts:
        return [scored, stops]
    deviates = _("评分结果为%(level)s，评估员调整一级。") % {"level": _level({"level": facts["scored"]})}
    return [scored, stops, deviates, _said(_("调整理由"), facts.get("deviation"))]


def keep_assessment(facts: Facts, event: Event) -> str:
    words = _("核对使用目的和数据级别没有变化，沿用 %(number)s 的风险评估，风险等级为%(level)s，转入审核决定。")
    said = words % {"number": facts.get("follows", ""), "level": _level(facts)}
    return _lines(said, _said(_("核对意见"), facts.get("opinion")))


def assess(facts: Facts, event: Event) -> str:
    words = _("风险等级为%(level)s，转入审核决定。") % {"level": _level(facts)}
    return _lines(words, *_scored(facts), _said(_("评估意见"), facts.get("opinion")))


def consult(facts: Facts, event: Event) -> str:
    words = _("风险等级为%(level)s，征求%(departments)s意见。")
    asked = words % {"level": _level(facts), "departments": _names(facts.get("departments", []))}
    paused = _("征求意见期间暂停计时。") if facts.get("pauses") else ""
    return _lines(
        asked, paused, *_scored(facts), _said(_("征求意见事项"), facts.get("question")),
        _said(_("评估意见"), facts.get("opinion")),
    )  # fmt: skip


def give_opinion(facts: Facts, event: Event) -> str:
    verdict = pgettext("opinion", "同意开放") if facts.get("agrees") else _("不同意开放")
    words = _("%(department)s答复：%(verdict)s。") % {"department": facts.get("department", ""), "verdict": verdict}
    last = _("各部门均已答复，转入审核决定。") if event.target == State.DECIDING else ""
    resumed = _("答复时限恢复计时。") if facts.get("resumes") else ""
    return _lines(words, _said(_("意见说明"), facts.get("opinion")), last, resumed)


def record_silence(facts: Facts, event: Event) -> str:
    departments = _names(facts.get("departments", []))
    words = _("%(departments)s在期限内没有答复，记为逾期未答复。") % {"departments": departments}
    last = _("没有需要等待的意见，转入审核决定。") if event.target == State.DECIDING else ""
    resumed = _("答复时限恢复计时。") if facts.get("resumes") else ""
    return _lines(words, last, resumed)


def return_to_assessment(facts: Facts, event: Event) -> str:
    return _lines(_("退回重新评估，时限继续计算。"), _said(_("理由和要求"), facts.get("reasons")))


def approve(facts: Facts, event: Event) -> str:
    kind = facts.get("kind", DecisionKind.APPROVE.value)
    words = _("%(kind)s，等待申请人签订协议。") % {"kind": DecisionKind(kind).label}
    conditions = facts.get("conditions", {})
    granted = len(conditions.get("fields", []))
    scope = _("开放 %(n)d 个字段，使用期限 %(months)s 个月。")
    return _lines(
        words,
        scope % {"n": granted, "months": conditions.get("term_months", "")} if granted else "",
        _said(_("文号"), facts.get("decision")),
        _said(_("协议"), facts.get("agreement")),
        _said(_("审核意见"), facts.get("reasons")),
        _lateness(facts, "lateness"),
    )


def refuse(facts: Facts, event: Event) -> str:
    return _lines(_("不予开放，本件结束。"), *_decided(facts))


def request_review(facts: Facts, event: Event) -> str:
    return _lines(_("申请人申请复核，复核时限开始计算。"), _said(_("复核理由"), facts.get("reasons")))


def advise_review(facts: Facts, event: Event) -> str:
    advised = facts.get("advises", "")
    words = Outcome(advised).label if advised in Outcome.values else ""
    return _lines(
        _("督办人员就复核提出监督意见。"), _said(_("监督意见"), words), _said(_("意见说明"), facts.get("advice"))
    )


def uphold(facts: Facts, event: Event) -> str:
    said = [_said(_("复核文号"), facts.get("review")), _said(_("理由"), facts.get("reasons"))]
    return _lines(_("维持不予开放的决定，本件结束。"), *said, _said(_("依据"), facts.get("ground")))


def reverse(facts: Facts, event: Event) -> str:
    words = _("改为同意开放，原决定不再执行，等待申请人签订协议。")
    return _lines(words, _said(_("复核文号"), facts.get("review")), approve(facts, event))


def sign(facts: Facts, event: Event) -> str:
    words = _("申请人已签订协议 %(agreement)s，转入盖章。") % {"agreement": facts.get("agreement", "")}
    return _lines(words, _said(_("文本摘要"), facts.get("sha256", "")[:16]), _said(_("签订地址"), facts.get("address")))


def first_sign(facts: Facts, event: Event) -> str:
    words = _("申请单位第一签署人已签署协议 %(agreement)s，等待另一人签订。") % {
        "agreement": facts.get("agreement", "")
    }
    return _lines(words, _said(_("文本摘要"), facts.get("sha256", "")[:16]), _said(_("签订地址"), facts.get("address")))


def seal(facts: Facts, event: Event) -> str:
    words = _("协议 %(agreement)s 已盖章生效，转入数据交付。") % {"agreement": facts.get("agreement", "")}
    return _lines(words, _said(_("文本摘要"), facts.get("sha256", "")[:16]))


def deliver(facts: Facts, event: Event) -> str:
    words = _("已交付 %(n)d 个字段，申请人可领取至 %(day)s。")
    if facts.get("follows"):
        words = _("新协议已经签章，%(n)d 个字段的授权按新协议接续，可使用至 %(day)s。")
    elif facts.get("mode") == "sandbox":
        words = _("已交付 %(n)d 个字段，由系统移入沙箱，可使用至 %(day)s。")
    delivered = words % {"n": len(facts.get("fields", [])), "day": _day(facts.get("ends_on"))}
    return _lines(delivered, _said(_("交付说明"), facts.get("remarks")))


def suspend(facts: Facts, event: Event) -> str:
    return _lines(_("已中止开放，申请人暂不能领取数据。"), _said(_("理由"), facts.get("reasons")))


def resume(facts: Facts, event: Event) -> str:
    return _lines(_("已恢复开放，申请人可以继续领取数据。"), _said(_("理由"), facts.get("reasons")))


def revoke(facts: Facts, event: Event) -> str:
    return _lines(_("已终止开放，本件结束。"), _said(_("理由"), facts.get("reasons")))


def close(facts: Facts, event: Event) -> str:
    if event.actor is None:
        return _("协议于 %(day)s到期，系统办结。") % {"day": _day(facts.get("ends_on"))}
    words = _("申请人确认已停止使用数据并处置副本，本件办结。")
    return _lines(words, _said(_("处置情况"), facts.get("statement")))


def withdraw(facts: Facts, event: Event) -> str:
    return _lines(_("申请人撤回申请，本件结束。"), _said(_("撤回原因"), facts.get("reasons")))


def lapse(facts: Facts, event: Event) -> str:
    clock = facts.get("clock", "")
    label = Clock(clock).label if clock in Clock.values else clock
    words = _("%(clock)s于 %(day)s届满，申请人未办理，视为放弃。")
    return words % {"clock": label, "day": _day(facts.get("due_on"))}


def claim(facts: Facts, event: Event) -> str:
    return _("由%(name)s承办。") % {"name": facts.get("to_name", "")}


def assign(facts: Facts, event: Event) -> str:
    return _lines(
        _("分派给%(name)s承办。") % {"name": facts.get("to_name", "")}, _said(_("理由"), facts.get("reasons"))
    )


def reassign(facts: Facts, event: Event) -> str:
    return _lines(
        _("改派给%(name)s承办，时限继续计算。") % {"name": facts.get("to_name", "")},
        _said(_("理由"), facts.get("reasons")),
    )


def take_over(facts: Facts, event: Event) -> str:
    return _lines(
        _("由%(name)s接管并承办，时限继续计算。") % {"name": facts.get("to_name", "")},
        _said(_("理由"), facts.get("reasons")),
    )


def nudge(facts: Facts, event: Event) -> str:
    return _lines(_("提醒承办人尽快办理。"), _said(_("留言"), facts.get("message")))


def warn(facts: Facts, event: Event) -> str:
    clock = facts.get("clock", "")
    label = Clock(clock).label if clock in Clock.values else _("办理时限")
    due_on = facts.get("due_on")
    if due_on:
        return _("%(clock)s于 %(day)s届满，系统已发出提醒。") % {"clock": label, "day": _day(due_on)}
    return _("%(clock)s临近届满，系统已发出提醒。") % {"clock": label}


def resettle(facts: Facts, event: Event) -> str:
    """What a holiday notice did to each clock; one that it made late is nobody's fault, and said to be so."""
    changes = [deadline_moved(one) for one in facts.get("changes", [])] or [_("时限已按现行节假日安排重新核定。")]
    past = _("届满日提前后已经届满，系节假日安排变动所致，请即核对处理。") if facts.get("into_past") else ""
    return _lines(*changes, _said(_("依据"), facts.get("doc_no")), past)


def deadline_moved(change: Facts) -> str:
    """有效答复时限的届满日由 … 改为 …; what was provisional is settled, or the other way round."""
    clock = change.get("clock", "")
    words = {"clock": Clock(clock).label if clock in Clock.values else clock}
    words |= {"old": _day(change.get("old")), "new": _day(change.get("new"))}
    if not change.get("new"):
        moved = _("%(clock)s暂停计时，届满日待恢复计时后确定。") % words
    elif not change.get("old"):
        moved = _("%(clock)s的届满日为 %(new)s。") % words
    elif change.get("old") != change.get("new"):
        moved = _("%(clock)s的届满日由 %(old)s改为 %(new)s。") % words
    elif change.get("firm") and not change.get("was_firm"):
        moved = _("%(clock)s的届满日确定为 %(new)s。") % words
    else:
        moved = _("%(clock)s已按新的节假日安排核对，届满日仍为 %(new)s。") % words
    return moved if change.get("firm", True) else moved + _("该日期为暂定。")


def request_extension(facts: Facts, event: Event) -> str:
    n = facts.get("days", 0)
    words = ngettext("申请延长 %(n)d 个工作日，待督办人员审批。", "申请延长 %(n)d 个工作日，待督办人员审批。", n)
    return _lines(words % {"n": n}, _said(_("理由"), facts.get("reasons")))


def grant_extension(facts: Facts, event: Event) -> str:
    n = facts.get("days", 0)
    words = ngettext("答复时限延长 %(n)d 个工作日，已告知申请人。", "答复时限延长 %(n)d 个工作日，已告知申请人。", n)
    return _lines(words % {"n": n}, _said(_("理由"), facts.get("reasons")))


def deny_extension(facts: Facts, event: Event) -> str:
    return _lines(_("不同意延期，答复时限不变。"), _said(_("理由"), facts.get("reasons")))


def _clock_words(facts: Facts) -> str:
    clock = facts.get("clock", "")
    return str(Clock(clock).label if clock in Clock.values else _("办理时限"))


def yellow_card(facts: Facts, event: Event) -> str:
    words = _("%(clock)s于 %(day)s届满，尚未办理，发出督办单。")
    said = {"clock": _clock_words(facts), "day": _day(facts.get("due_on"))}
    return _lines(words % said, _said(_("督办期限届满日"), _day(facts.get("limit_on"))))


def red_card(facts: Facts, event: Event) -> str:
    words = _("%(clock)s于 %(day)s届满，督办期限也已届满，仍未销号，转为红牌督办。")
    return words % {"clock": _clock_words(facts), "day": _day(facts.get("due_on"))}


def _lateness(facts: Facts, key: str) -> str:
    reason = facts.get(key, "")
    return _said(_("超期原因"), Lateness(reason).label if reason in Lateness.values else reason)


def answer_order(facts: Facts, event: Event) -> str:
    return _lines(
        _("答复督办单%(order)s。") % {"order": facts.get("order", "")},
        _lateness(facts, "reason"),
        _said(_("情况说明"), facts.get("text")),
        _said(_("计划办结日期"), _day(facts.get("planned_on"))),
    )


def clear_order(facts: Facts, event: Event) -> str:
    words = _("督办单%(order)s销号。") % {"order": facts.get("order", "")}
    return _lines(words, _said(_("理由"), facts.get("reasons")))


def collect(facts: Facts, event: Event) -> str:
    return _("申请人领取了数据。")


def enter_sandbox(facts: Facts, event: Event) -> str:
    words = _("系统把带标记的副本移入沙箱，位置：%(place)s；账号：%(account)s；期限至 %(day)s。")
    said = words % {
        "place": facts.get("place", ""), "account": facts.get("account", ""), "day": _day(facts.get("ends_on")),
    }  # fmt: skip
    return _lines(said, _said("SHA-256", facts.get("sha256")))


def _report(words: str, facts: Facts) -> str:
    return words % {"n": facts.get("number", ""), "day": _day(facts.get("due_on"))}


def remind_report(facts: Facts, event: Event) -> str:
    return _report(_("已提醒申请人：第 %(n)s 期利用情况报告应于 %(day)s前提交。"), facts)


def report_overdue(facts: Facts, event: Event) -> str:
    return _report(_("第 %(n)s 期利用情况报告应于 %(day)s前提交，申请人逾期未交。"), facts)


def submit_report(facts: Facts, event: Event) -> str:
    words = _report(_("申请人提交第 %(n)s 期利用情况报告。"), facts)
    return words + _("逾期提交。") if facts.get("late") else words


def accept_report(facts: Facts, event: Event) -> str:
    words = _report(_("接收第 %(n)s 期利用情况报告。"), facts)
    return _lines(words + (_("成果已公开。") if facts.get("published") else ""), _said(_("意见"), facts.get("remark")))


def return_report(facts: Facts, event: Event) -> str:
    return _lines(_report(_("退回第 %(n)s 期利用情况报告。"), facts), _said(_("意见"), facts.get("remark")))


def announce_end(facts: Facts, event: Event) -> str:
    return _("协议于 %(day)s到期，已通知申请人和承办人。") % {"day": _day(facts.get("ends_on"))}


def remind_statement(facts: Facts, event: Event) -> str:
    return _("已提醒申请人：数据返还或者销毁声明应于 %(day)s前提交。") % {"day": _day(facts.get("due_on"))}


def statement_overdue(facts: Facts, event: Event) -> str:
    return _("数据返还或者销毁声明应于 %(day)s前提交，申请人逾期未交。") % {"day": _day(facts.get("due_on"))}


def submit_statement(facts: Facts, event: Event) -> str:
    words = _("申请人提交数据返还或者销毁声明。")
    return words + _("逾期提交。") if facts.get("late") else words


def stop_data(facts: Facts, event: Event) -> str:
    return _("因安全事件（%(number)s）停用数据，下载和接口同时停止。") % {"number": facts.get("incident", "")}


def release_data(facts: Facts, event: Event) -> str:
    return _("安全事件（%(number)s）处置完毕，数据恢复提供。") % {"number": facts.get("incident", "")}


SENTENCES: dict[str, Sentence] = {
    sentence.__name__: sentence
    for sentence in (
        submit, request_supplement, resubmit, accept, not_accept, fast_track, keep_assessment, assess, consult,
        give_opinion,
        record_silence, return_to_assessment, approve, refuse, request_review,
        advise_review, uphold, reverse, sign, seal, deliver, suspend, resume, revoke, close,
        withdraw, lapse,
        claim, assign, reassign, take_over, nudge, warn, request_extension, grant_extension, deny_extension,
        yellow_card, red_card, answer_order, clear_order, resettle, collect, draw_check, recheck, first_sign,
        enter_sandbox,
        remind_report, report_overdue, submit_report, accept_report, return_report, announce_end,
        remind_statement, statement_overdue, submit_statement, stop_data, release_data,
    )
}  # fmt: skip
