"""A reviewer: by single keys, in English on a phone, with a text that is kept and a colleague who looks on."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import Locator, Page, expect

from applications import phrases
from applications.models import KeptText, Phrase

from .deciders import Approver
from .officials import Handler
from .site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE = {"width": 390, "height": 844}


def has_focus(target: Locator) -> None:
    expect(target).to_be_focused()


def has_come(page: Page, number: str) -> None:
    """The page of this case is there with its script, so that it hears keys."""
    expect(page).to_have_title(re.compile(number))
    page.wait_for_load_state()


def test_cases_are_found_opened_and_accepted_by_keys_alone(site: Site) -> None:
    first, second = (site.has("submit").application for _each in range(2))
    handler = site.enter(Handler)
    page, keyboard = handler.page, handler.page.keyboard
    rows = page.locator("[data-row]")
    keyboard.press("j")
    has_focus(rows.nth(0))
    keyboard.press("j")
    has_focus(rows.nth(1))
    keyboard.press("k")
    keyboard.press("o")
    has_come(page, first.number)
    keyboard.press("j")
    has_come(page, second.number)
    keyboard.press("d")
    has_focus(handler.form("accept").locator("button[data-do]"))
    keyboard.press("Enter")
    handler.sees("已完成：受理。")
    keyboard.press("u")
    handler.is_on("/review/")
    expect(rows).to_have_count(1)


def test_keys_are_listed_silent_while_one_types_and_can_be_turned_off(site: Site) -> None:
    site.has("submit")
    handler = site.enter(Handler)
    page, keyboard = handler.page, handler.page.keyboard
    keyboard.press("/")
    has_focus(page.get_by_label("关键词"))
    keyboard.type("jo?u")
    expect(page.get_by_label("关键词")).to_have_value("jo?u")
    handler.is_on("/review/")
    page.get_by_label("关键词").blur()
    keyboard.press("?")
    handler.sees("键盘快捷键", "打开所选办件")
    handler.presses("停用快捷键")
    expect(page.locator("[data-keys=off]")).to_have_count(1)
    keyboard.press("j")
    expect(page.locator("[data-row]:focus")).to_have_count(0)
    handler.unfolds("快捷键")
    handler.presses("启用快捷键")
    expect(page.locator("[data-keys=normal]")).to_have_count(1)
    keyboard.press("j")
    has_focus(page.locator("[data-row]"))


def test_a_text_is_kept_by_itself_with_a_phrase_and_a_colleague_is_announced(site: Site) -> None:
    number = site.has("submit", "accept", "assess").application.number
    with site.turn:
        phrases.seed(Phrase)
    approver, handler = site.enter(Approver), site.enter(Handler)
    handler.finds_in("审核决定", number)
    handler.opens_found(number)
    approver.opens(number)
    approver.sees("另有陈承正在查看本件")
    form = approver.form("refuse")
    form.get_by_label("不予开放的理由").fill("经审核：")
    form.get_by_label("常用语").select_option(label="安全风险不可控")
    form.get_by_role("button", name="插入").click()
    expect(form.locator("[data-saved]")).to_have_text("已自动暂存，只有本人可以看到")
    approver.looks_again()
    reasons = approver.page.get_by_label("不予开放的理由")
    expect(reasons).to_be_visible()
    expect(reasons).to_have_value(re.compile("^经审核：\n所申请数据在该应用场景下"))
    approver.page.locator("form[action$='/refuse/']").get_by_label("依据").fill("暂行办法")
    approver.page.locator("form[action$='/refuse/'] button[data-do]").click()
    approver.sees("已完成：不予开放。")
    with site.turn:
        assert not KeptText.objects.exists()


def test_an_office_works_in_english_at_the_width_of_a_phone(site: Site) -> None:
    life = site.has("submit")
    number = life.application.number
    approver = site.enter(Approver, viewport=PHONE)
    cookie = {"name": settings.LANGUAGE_COOKIE_NAME, "value": "en", "url": site.url}
    approver.page.context.add_cookies([cookie])
    approver.goes_to("/review/assign/")
    page = approver.page
    page.get_by_label(f"Select {number}").check()
    page.get_by_label("Assign to").select_option(label="林续")
    approver.presses("Assign the selected cases")
    approver.sees("1 case was assigned to 林续.", "Every case has a handler")
    approver.goes_to("/review/?tab=department")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Export to Excel").click()
    assert re.fullmatch(r"cases_\d{8}\.xlsx", waiting.value.suggested_filename)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
