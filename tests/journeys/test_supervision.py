"""When time runs short: an order answered and cleared or not, more time asked for, and someone away."""

import pytest
from playwright.sync_api import expect

from .applicants import Applicant
from .deciders import Supervisor
from .officials import Handler
from .site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_an_order_is_answered_and_cleared_and_one_without_an_answer_turns_red(site: Site) -> None:
    site.has("submit", "accept")  # due on Thursday the 17th
    site.has("submit", "accept")
    site.it_is("2026-09-18 09:05")
    site.works()
    handler, supervisor = site.enter(Handler), site.enter(Supervisor)
    handler.reads_message("黄牌督办", "请承办人说明超期原因和计划办结日期")
    handler.answers_order("督〔2026〕0001号", "第三方原因", "评估所需的材料昨日才收到。", "2026-09-21")
    handler.sees("已完成：答复督办单。", "计划办结")
    paper = handler.page.get_by_role("link", name="查看督办单（PDF）")
    assert handler.content_of(paper).startswith(b"%PDF-")
    supervisor.clears("督〔2026〕0001号", "已说明原因，落实了办结日期。")
    supervisor.sees("已完成：销号。", "已销号")
    site.it_is("2026-09-22 09:05")  # after the make-up Sunday the order's own two days are over
    site.works()
    supervisor.opens_orders("红牌督办")
    expect(supervisor.row("督〔2026〕0002号")).to_contain_text("尚未答复")
    expect(supervisor.row("督〔2026〕0001号")).to_have_count(0)
    handler.reads_message("红牌督办")


def test_more_time_is_asked_for_and_granted_and_the_applicant_sees_the_new_day(site: Site) -> None:
    number = site.has("submit", "accept").application.number
    site.it_is("2026-09-16 10:00")
    handler, supervisor, applicant = site.enter(Handler), site.enter(Supervisor), site.enter(Applicant)
    applicant.number = number
    applicant.sees_progress("风险评估", "2026 年 9 月 17 日（星期四）")
    handler.finds_in("部门在办", number)
    handler.opens_found(number)
    handler.asks_for_time(2, "需要现场核查站点位置。")
    handler.sees("已完成：申请延期。")
    supervisor.acts_on_message("申请延期，请审批", "延长 2 个工作日")
    supervisor.grants_time()
    supervisor.sees("已完成：批准延期。")
    applicant.reads_message("答复时限延长", "答复时限延长 2 个工作日")
    applicant.sees_progress(
        "风险评估",
        "2026 年 9 月 20 日（星期日）",
        "答复时限延长 2 个工作日，已出具延期通知书。",
        "需要现场核查站点位置。",
    )
    assert applicant.document("延期通知书").startswith(b"%PDF-")


def test_a_substitute_reads_and_works_for_someone_who_is_away(site: Site) -> None:
    life = site.has("submit", "claim", "request_supplement")
    handler = site.enter(Handler)
    handler.is_away("林续", "2026-09-10", "2026-09-11", "休假")
    handler.sees("已安排林续代办。", "代办中")
    with site.turn:
        life.do("resubmit")
    second = site.enter(Handler, "second_handler")
    second.reads_message("补正材料已提交，待受理", "请核对各项补正情况，继续办理。")
    second.opens(life.application.number, "陈承")
    second.accepts()
    second.sees("已完成：受理。", "林续（承办人）")
    second.chooses_from_menu("审核办理")
    second.chooses_at_the_side("代办安排")
    second.sees("由我代办", "陈承，2026-09-10 至 2026-09-11")
