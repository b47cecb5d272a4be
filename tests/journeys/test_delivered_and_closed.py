"""The whole path of an application, from the catalogue to the day its data are given back, through pages alone."""

import pytest

from applications.models import AttachmentKind
from tests.documents.reading import text as text_of

from .applicants import Applicant
from .catalogue import BUSES
from .deciders import Approver, Assessor
from .officials import Handler
from .papers import Papers
from .site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WAIT = "您现在无需操作"


def test_data_are_applied_for_granted_in_part_used_and_given_back(site: Site, papers: Papers) -> None:
    applicant = site.enter(Applicant, signed_in=False)
    handler, assessor, approver = site.enter(Handler), site.enter(Assessor), site.enter(Approver)
    number = he_applies(applicant, papers)
    site.it_is("2026-09-11 09:30")
    the_office_asks_for_more(number, applicant, handler)
    site.it_is("2026-09-14 10:00")
    he_supplies_it(applicant, handler, papers)
    the_office_accepts_and_assesses(number, applicant, handler, assessor)
    site.it_is("2026-09-15 09:00")
    a_part_is_granted(number, applicant, handler, approver)
    both_sides_agree(site, number, applicant, approver)
    site.it_is("2026-09-16 10:00")
    the_data_are_delivered_and_used(site, number, applicant, handler)
    site.it_is("2027-01-12 15:00")
    the_data_are_given_back(number, applicant, handler)


def he_applies(applicant: Applicant, papers: Papers) -> str:
    applicant.signs_in()
    applicant.finds(BUSES, "实时 客流")
    applicant.sees("5个工作日内", "今日提交，最迟 2026 年 9 月 17 日（星期四）答复")
    applicant.begins()
    applicant.fills_in()
    applicant.hands_in_all(papers)
    applicant.sees("材料已齐全，可以提交。")
    applicant.looks_it_over()
    applicant.sees("公交线网优化研究", "站点编号、站点名称、统计时间、客流量（敏感）", "安全承诺书.pdf")
    number = applicant.submits()
    applicant.sees_progress("待受理", "剩余5个工作日", "应于 2026 年 9 月 17 日（星期四）前作出决定", WAIT)
    applicant.reads_message("已收到您的申请", number, "答复时限为 5 个工作日")
    return number


def the_office_asks_for_more(number: str, applicant: Applicant, handler: Handler) -> None:
    handler.reads_message("待受理", "沪桥智行科技有限公司")
    handler.opens(number, "剩余 4 个工作日", "09-17 届满", "待受理")
    handler.asks_for(("应用场景名称", "请写明研究的线路范围。"), ("安全承诺书", "请补签后重新上传。"))
    handler.sees("已完成：一次性告知补正。", "暂停", "等待申请人补正")
    handler.finds_nothing_waiting()
    applicant.reads_message(
        "请补正申请材料", "1. 应用场景名称：请写明研究的线路范围。", "2. 安全承诺书：请补签后重新上传。"
    )
    applicant.sees_progress(
        "待补正",
        "请于 2026 年 9 月 24 日（星期四）前提交补正材料",
        "答复时限暂停，余 4 个工作日",
        "请您按要求逐项补正后提交",
    )


def he_supplies_it(applicant: Applicant, handler: Handler, papers: Papers) -> None:
    number = applicant.number
    applicant.opens_progress()
    applicant.follows("补正材料")
    applicant.sees("需要补正的内容", "请写明研究的线路范围。")
    applicant.writes(purpose="中心城区公交线网优化研究")
    applicant.takes_back("安全承诺书.pdf")
    applicant.hands_in(AttachmentKind.SECURITY_COMMITMENT, papers.pdf("安全承诺书（已签字）"))
    applicant.answers_supplement("已写明为中心城区线路。", "已由法定代表人签字。")
    applicant.sees("已完成：提交补正材料。", "补正暂停 1 个工作日，未计入")
    applicant.sees_progress("待受理", "剩余4个工作日", "应于 2026 年 9 月 18 日（星期五）前作出决定", WAIT)
    applicant.reads_message("已收到您的补正材料", "答复时限恢复计算")
    handler.reads_message("补正材料已提交，待受理")
    handler.opens(number, "剩余 4 个工作日", "09-18 届满")
    handler.sees("已由法定代表人签字。", "中心城区公交线网优化研究", "安全承诺书（已签字）.pdf")
    signed = handler.page.get_by_role("link", name="安全承诺书（已签字）.pdf")
    assert handler.content_of(signed) == papers.pdf("安全承诺书（已签字）").read_bytes()


def the_office_accepts_and_assesses(number: str, applicant: Applicant, handler: Handler, assessor: Assessor) -> None:
    handler.accepts()
    handler.sees("已完成：受理。", "待风险评估员出具评估")
    applicant.reads_message("申请已受理", "现转入风险评估")
    applicant.sees_progress("风险评估", "申请材料齐全、符合要求", WAIT)
    assert "受理通知书" in text_of(applicant.document("受理通知书"))
    assessor.reads_message("待风险评估", "请评估数据、用途、申请人和提供方式四个方面的风险")
    assessor.opens(number, "剩余 4 个工作日", "风险评估")
    assessor.assesses("风险可控；客流量为敏感字段，用途不需要，建议不予提供。")
    assessor.sees("已完成：出具评估。", "待签发人审核决定")
    assessor.finds_nothing_waiting()
    applicant.sees_progress("审核决定", WAIT)


def a_part_is_granted(number: str, applicant: Applicant, handler: Handler, approver: Approver) -> None:
    approver.reads_message("待审核决定", "建议不予提供", "风险等级为中")
    approver.opens(number, "剩余 3 个工作日", "审核决定", "中")
    approver.approves(without=["客流量"], 下载次数上限="3", 成果发布限制="研究结论发布前告知市交通委。")
    approver.sees("已完成：同意开放。", "部分同意开放", "等待申请人签订协议")
    approver.finds_nothing_waiting()
    handler.reads_message("已部分同意开放，待签协议")
    applicant.reads_message(
        "部分同意开放，请签订协议", "使用期限为 12 个月", "请在 10 个工作日内阅读并签订数据利用协议"
    )
    applicant.sees_progress(
        "待签协议",
        "请于 2026 年 9 月 29 日（星期二）前签订协议",
        "站点编号、站点名称、统计时间",
        "请您通读协议全文后签订",
    )
    applicant.sees("协议文本正在生成，请稍候刷新页面。")


def both_sides_agree(site: Site, number: str, applicant: Applicant, approver: Approver) -> None:
    site.works()
    applicant.opens_mail("部分同意开放，请签订协议")
    written = text_of(applicant.document("数据利用协议"))
    for said in ("市交通委", "沪桥智行科技有限公司", "站点编号、站点名称、统计时间", "2026年9月15日", "不超过3次"):
        assert said in written
    assert "客流量" not in written
    applicant.signs()
    applicant.sees("已完成：签订协议。")
    applicant.sees_progress("待盖章", "应于 2026 年 9 月 17 日（星期四）前盖章", WAIT)
    approver.reads_message("待盖章", "沪桥智行科技有限公司已签订")
    approver.opens(number, "剩余 2 个工作日", "待盖章")
    approver.seals()
    approver.sees("已完成：盖章。", "协议已生效，待承办人交付数据。")
    applicant.reads_message("协议已生效，等待交付数据", "应当在 3 个工作日内交付数据")
    site.works()
    applicant.sees_progress("待交付", "应于 2026 年 9 月 18 日（星期五）前交付数据")
    applicant.verifies(applicant.document("数据利用协议"))
    applicant.sees("真实有效", "双方印章和归档时间戳有效", "测试专用")
    applicant.goes_to("/")


def the_data_are_delivered_and_used(site: Site, number: str, applicant: Applicant, handler: Handler) -> None:
    handler.reads_message("待交付", "请在 3 个工作日内核对")
    handler.opens(number, "剩余 2 个工作日", "待交付")
    handler.delivers("已核对字段和期限。")
    handler.sees("已完成：数据交付。", "申请人正在使用数据")
    applicant.sees_progress("使用中", "协议（", "于 2027 年 9 月 15 日到期", "请您在协议到期前领取和使用数据")
    applicant.acts_on_message("数据已交付，请领取", "交付说明：已核对字段和期限。")
    applicant.sees("站点编号、站点名称、统计时间", "剩余 3 次，共 3 次")
    name, content = applicant.takes_the_data()
    assert name.startswith(f"{BUSES}_{number}_20260916") and name.endswith(".csv")
    head, first, *rest = content.splitlines()
    assert (head, first) == ("stop_id,stop_name,counted_at", "S001,人民广场,2026-09-01T08:00")
    assert len(rest) == 2
    applicant.looks_again()
    applicant.sees("剩余 2 次，共 3 次", "下载记录（1 次）")
    handler.looks_again()
    handler.sees("申请人领取了数据。")


def the_data_are_given_back(number: str, applicant: Applicant, handler: Handler) -> None:
    applicant.chooses_from_menu("数据领取")
    other = applicant.opens_second_window("/data/")
    applicant.opens_progress()
    applicant.closes("全部副本已删除，硬盘已消磁。")
    applicant.sees("本件已经办结，您无需操作")
    applicant.sees_progress("已办结", "办结于 2027 年 1 月 12 日")
    applicant.chooses_from_menu("数据领取")
    applicant.sees("已结束", "本次数据使用已经结束，不能再领取数据。")
    applicant.sees_no("下载数据（CSV）")
    other.presses("下载数据（CSV）")
    other.sees("操作没有完成，内容没有变化", "本次数据使用已经结束，不能再领取数据。")
    applicant.foresees("status of 403")
    handler.reads_message("数据使用已办结", "处置情况：全部副本已删除，硬盘已消磁。")
    handler.finds_in("已办结", number, "沪桥智行科技有限公司")
