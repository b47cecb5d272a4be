"""Data in use: they stop the moment they are suspended or revoked, and come back when they are resumed."""

import pytest

from tests.documents.reading import text as text_of

from .deciders import Approver
from .officials import Handler
from .papers import Papers
from .site import Site
from .ways import in_use, open_at_once

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_data_that_open_at_once_need_nobody_to_decide(site: Site, papers: Papers) -> None:
    applicant, handler, approver = open_at_once(site, papers), site.enter(Handler), site.enter(Approver)
    applicant.reads_message("免申即用，请签订协议", "请在 10 个工作日内阅读并签订数据利用协议")
    applicant.sees_progress("待签协议", "免申即用", "请于 2026 年 9 月 23 日（星期三）前签订协议")
    written = text_of(applicant.document("数据利用协议"))
    assert "公交站点位置数据集" in written and "站点编号、站点名称、统计时间" in written
    handler.finds_nothing_waiting()
    handler.reads_message("免申即用，已同意开放", "列入免申即用且风险等级为低")
    approver.finds_nothing_waiting()
    handler.finds_in("待签协议", applicant.number, "剩余 10 个工作日")
    applicant.signs()
    applicant.sees("已完成：签订协议。")
    approver.finds_waiting(applicant.number, "待盖章", "剩余 2 个工作日")


def test_suspended_data_cannot_be_taken_until_they_are_resumed(site: Site, papers: Papers) -> None:
    applicant, handler, _approver = in_use(site, papers)
    applicant.takes_the_data()
    handler.finds_in("使用中", applicant.number)
    handler.opens_found(applicant.number)
    handler.suspends("发现数据被用于约定以外的用途。")
    handler.sees("已完成：中止开放。", "待承办人恢复或者由签发人终止")
    applicant.presses("下载数据")  # on the page that was open before
    applicant.sees("操作没有完成，内容没有变化", "数据已中止开放，现在不能领取。")
    applicant.foresees("status of 403")
    applicant.reads_message("数据已中止开放", "理由：发现数据被用于约定以外的用途。")
    applicant.sees_progress("中止开放", "数据开放已经中止，暂时不能领取数据；恢复后将通知您。")
    applicant.chooses_from_menu("数据领取")
    applicant.sees("已中止")
    applicant.sees_no("下载数据")
    handler.finds_waiting(applicant.number, "中止开放")
    handler.opens(applicant.number)
    handler.resumes("申请人已改正。")
    handler.sees("已完成：恢复开放。")
    applicant.acts_on_message("数据已恢复开放", "说明：申请人已改正。")
    _name, content = applicant.takes_the_data()
    assert content.startswith("stop_id,stop_name,counted_at")


def test_revoked_data_are_gone_at_once_and_for_good(site: Site, papers: Papers) -> None:
    applicant, handler, approver = in_use(site, papers)
    applicant.chooses_from_menu("数据领取")
    approver.finds_in("使用中", applicant.number)
    approver.opens_found(applicant.number)
    approver.revokes("数据来源发生重大变更。")
    approver.sees("已完成：终止开放。", "本件已结束，没有需要办理的事项。")
    applicant.presses("下载数据")
    applicant.sees("操作没有完成，内容没有变化", "本次数据使用已经结束，不能再领取数据。")
    applicant.foresees("status of 403")
    applicant.reads_message("开放已终止", "理由：数据来源发生重大变更。", "请立即停止使用")
    applicant.sees_progress("已终止", "请停止使用，并按协议处置全部副本。")
    handler.reads_message("已终止开放", "请督促申请人返还或者销毁全部副本")
