"""A supervisor's morning: from a figure to its cases, what is going to be late, more time, other hands, the month."""

import pytest
from playwright.sync_api import expect

from tests.factories import shanghai

from .deciders import Supervisor
from .officials import Handler
from .site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_supervisor_goes_from_the_figures_to_the_cases_and_sees_to_them(site: Site) -> None:
    august = site.has("submit", "accept", "assess", starts_at=shanghai("2026-08-10 09:00"))
    with site.turn:
        august.do("refuse", at=shanghai("2026-08-20 10:00"))  # due on the 17th
    numbers = [site.has("submit", "accept").application.number for _each in range(2)]  # due on Thursday the 17th
    site.it_is("2026-09-16 10:00")
    handler, supervisor = site.enter(Handler), site.enter(Supervisor)

    supervisor.looks_behind("预测将超期 2 件")
    for number in numbers:
        expect(supervisor.row(number)).to_contain_text("2026-09-17")
        expect(supervisor.row(number)).to_contain_text("个工作日")

    handler.finds_in("部门在办", numbers[0])
    handler.opens_found(numbers[0])
    handler.asks_for_time(2, "需要现场核查站点位置。")
    handler.sees("已完成：申请延期。")
    supervisor.chooses_at_the_side("延期审批")
    expect(supervisor.row(numbers[0])).to_contain_text("批准后至 2026-09-20")
    supervisor.follows(f"批准 {numbers[0]} 延期")
    supervisor.presses("批准延期")
    supervisor.sees("已完成：批准延期。")
    supervisor.chooses_from_menu("监督总览")
    supervisor.chooses_at_the_side("延期审批")
    supervisor.sees("没有待审批的延期")

    supervisor.gives_all("陈承", to="林续", reasons="原承办人参加培训。")
    supervisor.sees("已将 2 件改派给林续。")
    supervisor.looks_behind("本月新收 2 件")
    for number in numbers:
        expect(supervisor.row(number)).to_contain_text("林续")
    site.enter(Handler, "second_handler").reads_message("已改派给林续", "理由：原承办人参加培训。")

    supervisor.chooses_at_the_side("月度通报")
    month = supervisor.row("2026 年 8 月")
    assert supervisor.content_of(month.get_by_role("link", name="通报（PDF）")).startswith(b"%PDF-")
    assert supervisor.content_of(month.get_by_role("link", name="数据（Excel）")).startswith(b"PK")
    month.get_by_role("link", name="2026 年 8 月").click()
    supervisor.sees("超期办结")
    supervisor.chooses_at_the_side("月度通报")
    month.locator("a[data-n]").last.click()  # the one that was late
    expect(supervisor.row(august.application.number)).to_contain_text("超期 3 个工作日办结")
