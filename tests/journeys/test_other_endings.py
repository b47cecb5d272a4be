"""The endings short of using the data: not accepted, refused, withdrawn, lapsed. Each side sees why."""

import pytest

from tests.documents.reading import text as text_of

from .applicants import Applicant, NaturalPerson
from .catalogue import BUSES
from .deciders import HIGH_RISK, Approver, Assessor
from .officials import ConsultedHandler, Handler
from .papers import Papers
from .site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

APPEAL = "自收到本决定之日起六十日内依法申请行政复议"


def test_an_application_is_not_accepted_and_the_notice_says_why(site: Site, papers: Papers) -> None:
    applicant, handler = site.enter(Applicant), site.enter(Handler)
    number = applicant.applies(BUSES, papers)
    handler.opens(number)
    handler.does_not_accept("应用场景描述过于简单，无法判断数据用途。", "《上海市公共数据开放暂行办法》")
    handler.sees("已完成：不予受理。", "本件已结束，没有需要办理的事项。")
    handler.finds_nothing_waiting()
    applicant.reads_message(
        "申请不予受理", "理由：应用场景描述过于简单，无法判断数据用途。", "不予受理通知书载明救济途径"
    )
    applicant.sees_progress("不予受理", "无法判断数据用途", "《上海市公共数据开放暂行办法》", APPEAL, "本件已经结束")
    written = text_of(applicant.document("不予受理通知书"))
    assert "无法判断数据用途" in written and APPEAL in written


def test_data_of_high_risk_are_refused_after_a_department_was_heard(site: Site, papers: Papers) -> None:
    applicant, handler, assessor = site.enter(Applicant), site.enter(Handler), site.enter(Assessor)
    number = applicant.applies(BUSES, papers)
    handler.opens(number)
    handler.accepts()
    assessor.opens(number)
    assessor.assesses("涉及客流明细。", HIGH_RISK)
    assessor.sees("评估结果为高风险，请改用“征求意见”，选择需要征求意见的部门。")
    assessor.opens(number)
    assessor.consults(["市公安局"], "开放明细字段是否影响公共安全。", "涉及客流明细，建议征求意见。")
    assessor.sees("已完成：征求意见。", "等待市公安局答复，全部答复后转入审核决定。")
    applicant.reads_message("正在征求有关部门意见", "意见收齐后作出审核决定")
    applicant.sees_progress("会签征求意见", "您现在无需操作")
    the_department_is_against_it(site, number)
    the_approver_refuses(site, number)
    applicant.reads_message("不予开放", "理由：使用目的超出开放范围。")
    applicant.sees_progress("不予开放", "使用目的超出开放范围。", "《上海市数据条例》第四十一条", APPEAL)
    applicant.sees_no("不宜开放明细")  # what departments tell each other is not for him
    written = text_of(applicant.document("不予开放决定书"))
    assert "使用目的超出开放范围" in written and APPEAL in written


def the_department_is_against_it(site: Site, number: str) -> None:
    consulted = site.enter(ConsultedHandler)
    consulted.reads_message("请出具意见", "征求意见事项：开放明细字段是否影响公共安全。")
    consulted.opens(number, "会签征求意见")
    consulted.sees("开放明细字段是否影响公共安全。", "公交线网优化研究")
    consulted.gives_opinion("不同意开放", "不宜开放明细。")
    consulted.sees("已完成：出具意见。", "不宜开放明细。")
    consulted.finds_nothing_waiting()


def the_approver_refuses(site: Site, number: str) -> None:
    approver = site.enter(Approver)
    approver.reads_message("意见已收齐，待审核决定", "不宜开放明细。")
    approver.opens(number, "审核决定", "高")
    approver.sees("市公安局", "不同意开放", "不宜开放明细。")
    approver.refuses("使用目的超出开放范围。", "《上海市数据条例》第四十一条")
    approver.sees("已完成：不予开放。", "本件已结束，没有需要办理的事项。")


def test_a_natural_person_withdraws_and_the_office_has_nothing_more_to_do(site: Site, papers: Papers) -> None:
    person, handler = site.enter(NaturalPerson), site.enter(Handler)
    number = person.applies(BUSES, papers)
    handler.finds_waiting(number, "周以宁", "自然人")
    person.withdraws("项目调整，不再需要。")
    person.sees("已完成：撤回申请。")
    person.sees_progress("已撤回", "您已撤回申请，本件结束。")
    person.reads_message("申请已撤回", "本件已经结束，不能恢复")
    handler.finds_nothing_waiting()
    handler.reads_message("申请人已撤回申请", "撤回原因：项目调整，不再需要。")


def test_who_supplies_nothing_in_ten_working_days_has_given_up(site: Site, papers: Papers) -> None:
    applicant, handler = site.enter(Applicant), site.enter(Handler)
    number = applicant.applies(BUSES, papers)
    site.it_is("2026-09-11 09:30")
    handler.opens(number)
    handler.asks_for(("应用场景描述", "请写明由谁使用数据。"))
    handler.sees("已完成：一次性告知补正。")
    site.it_is("2026-09-24 18:00")  # the make-up Sunday of the 20th was the sixth of the ten days
    site.works()
    applicant.sees_progress("待补正", "今日届满")
    applicant.follows("补正材料")
    applicant.writes(use_case="由公司数据部使用。")
    site.it_is("2026-09-28 00:05")  # the first working day after: Mid-Autumn Festival and a weekend lie between
    site.works()
    applicant.presses("下一步：填写补正说明")
    applicant.sees("操作没有完成，内容没有变化", "申请当前所处环节不能进行该操作")
    applicant.foresees("status of 409")
    applicant.sees_progress("视为放弃", "您的办理期限已经届满，本件结束。", "结束于 2026 年 9 月 28 日")
    applicant.reads_message("申请视为放弃", "在补正期限届满时仍未提交补正材料")
    handler.reads_message("申请视为放弃", "无需继续办理")
