"""What goes wrong at a browser is said where it went wrong, and nothing that was typed is lost."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from applications.models import Application, Attachment, AttachmentKind
from workflow.models import Event

from .applicants import Applicant, Stranger
from .catalogue import BUSES
from .officials import ConsultedHandler, Handler
from .papers import Papers
from .site import Site

pytestmark = pytest.mark.browser


def test_a_form_keeps_what_was_typed_and_says_beside_the_field_what_to_do(site: Site) -> None:
    applicant = site.enter(Applicant)
    applicant.finds(BUSES, BUSES)
    applicant.begins()
    applicant.fills_in(term_months="99", purpose="线网研究")
    applicant.presses("预览并提交")
    applicant.sees("有 1 处需要更正")
    term = applicant.field("term_months")
    expect(term).to_have_value("99")
    expect(term).to_have_accessible_description(re.compile("使用期限不能超过 60 个月"))
    expect(applicant.field("purpose")).to_have_value("线网研究")
    applicant.foresees("status of 422")
    applicant.page.get_by_role("link", name=re.compile("使用期限不能超过 60 个月")).click()
    expect(term).to_be_focused()
    term.fill("24")
    applicant.looks_it_over()
    applicant.sees("24 个月", "线网研究")


def test_a_notice_of_defects_keeps_its_lines_until_each_is_whole(site: Site, papers: Papers) -> None:
    applicant, handler = site.enter(Applicant), site.enter(Handler)
    handler.opens(applicant.applies(BUSES, papers))
    handler.asks_for(("预期成效", "请写明可以衡量的成效。"), ("安全承诺书", ""))
    handler.sees("有 1 处需要更正")
    problem = handler.page.get_by_label("第 2 项存在问题和要求")
    expect(problem).to_have_accessible_description(re.compile("请写明存在的问题和补正要求"))
    expect(handler.page.get_by_label("第 1 项存在问题和要求")).to_have_value("请写明可以衡量的成效。")
    problem.fill("请补签。")
    handler.presses("发出补正告知书")
    handler.sees("已完成：一次性告知补正。")


def test_a_page_that_was_overtaken_says_who_did_what_in_between(site: Site, papers: Papers) -> None:
    applicant, first, second = site.enter(Applicant), site.enter(Handler), site.enter(Handler, "second_handler")
    number = applicant.applies(BUSES, papers)
    first.opens(number)
    second.opens(number)
    site.it_is("2026-09-10 09:40")
    first.accepts()
    first.sees("已完成：受理。")
    second.does_not_accept("不属于本单位职责。", "有关规定")
    second.sees("操作没有完成，内容没有变化", "在您打开页面之后，其他人已对该申请进行了操作。")
    second.sees("您打开页面之后的变化", "2026-09-10 09:40", "受理", "陈承（承办人）")
    second.foresees("status of 409")
    second.follows("查看最新进度")
    second.sees("待风险评估员出具评估")
    applicant.withdraws("")
    applicant.sees("您打开页面之后的变化", "已受理", "市交通委")
    applicant.sees_no("陈承")  # he deals with the department, not with its officers
    applicant.foresees("status of 409")


def test_a_file_of_another_kind_is_refused_before_it_is_kept(site: Site, papers: Papers, own_media: Path) -> None:
    applicant = site.enter(Applicant)
    applicant.finds(BUSES, BUSES)
    applicant.begins()
    kept = sorted(own_media.rglob("*"))
    drawers = applicant.page.locator("#id_uploads")
    chooser = drawers.get_by_label("安全承诺书")
    chooser.set_input_files(papers.file("安全承诺书.pdf", b"MZ" + bytes(500)))
    expect(drawers.get_by_role("alert")).to_contain_text("“安全承诺书.pdf”的内容不是可以接收的类型")
    expect(chooser).to_have_accessible_description(re.compile("改名不能改变文件类型"))
    applicant.foresees("status of 422|htmx:responseError|Response Status Error Code 422")
    assert not Attachment.objects.exists()
    assert sorted(own_media.rglob("*")) == kept
    applicant.hands_in(AttachmentKind.SECURITY_COMMITMENT, papers.pdf("安全承诺书（扫描件）"))
    expect(drawers.get_by_role("alert")).to_have_count(0)


def test_a_foreign_number_is_answered_as_one_that_does_not_exist(site: Site, papers: Papers) -> None:
    applicant = site.enter(Applicant)
    applicant.applies(BUSES, papers)
    foreign, unknown = Application.objects.get().pk, 987654
    for person, address in (
        (site.enter(Stranger), "/applications/{}/"),
        (site.enter(Stranger), "/cases/{}/withdraw/"),
        (site.enter(ConsultedHandler), "/review/{}/"),
    ):
        person.goes_to(address.format(foreign))
        person.sees("404", "没有找到该页面")
        said = person.page.locator("body").inner_text()
        person.goes_to(address.format(unknown))
        assert person.page.locator("body").inner_text() == said
        person.foresees("status of 404")


def test_a_double_click_hands_in_once(site: Site, papers: Papers) -> None:
    applicant = site.enter(Applicant)
    applicant.finds(BUSES, BUSES)
    applicant.page.get_by_role("button", name="开始申请").dblclick()
    expect(applicant.page).to_have_title(re.compile("填写申请"))
    applicant.follows("在一页中填写")
    applicant.fills_in()
    applicant.hands_in_all(papers)
    applicant.looks_it_over()
    applicant.page.get_by_role("button", name="确认提交").dblclick()
    expect(applicant.page).to_have_title(re.compile("办理进度 SQ-2026-000001"))
    applicant.chooses_from_menu("消息")
    expect(applicant.row("已收到您的申请")).to_have_count(1)
    assert Application.objects.count() == 1
    assert Event.objects.filter(name="submit").count() == 1
