"""The components in a real browser: for every eye and hand, in every size, with and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.servers import axe

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.components.urls"),
]
LARGE = {"display_size": "large"}
HIGH = {"display_contrast": "high"}


def opened(page, live_server, address="/gallery/", width=1440, cookies=()):
    page.set_viewport_size({"width": width, "height": 900})
    for name, value in dict(cookies).items():
        page.context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
    page.goto(live_server.url + address)
    return page


@pytest.mark.parametrize(
    ("width", "cookies"),
    [(1440, {}), (1440, HIGH), (320, LARGE), (320, LARGE | HIGH)],
    ids=["wide", "wide in high contrast", "narrow and large", "narrow, large, in high contrast"],
)
def test_nobody_is_shut_out_and_nothing_scrolls_sideways(page, live_server, width, cookies):
    opened(page, live_server, "/gallery/?refused", width, cookies)
    assert axe.faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("address", ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"])
def test_the_entrance_is_open_to_all(page, live_server, address):
    opened(page, live_server, address, 390)
    assert axe.faults(page) == []


def test_the_search_for_faults_finds_them(page, live_server):
    opened(page, live_server)
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"data:,\"><input>')")
    assert {"image-alt", "label"} <= {fault for fault, _ in axe.faults(page)}


def test_every_stop_of_the_tab_key_can_be_seen(page, live_server):
    opened(page, live_server)
    for _ in range(25):
        page.keyboard.press("Tab")
        outline = page.evaluate("(() => { const s = getComputedStyle(document.activeElement); return s.outline; })()")
        assert "solid 3px" in outline


def test_the_first_stop_leads_past_the_menus(page, live_server):
    opened(page, live_server)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("width", [1440, 390])
def test_whatever_is_clicked_is_large_enough(page, live_server, width):
    opened(page, live_server, width=width)
    small = page.evaluate(
        """() => Array.from(document.querySelectorAll('a[href], button, summary, input:not([type=hidden]), select'))
        .filter(e => e.offsetParent && !e.closest('p, .skip, label'))
        .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
        .filter(([, box]) => box.height < 20 || box.width < 20).map(([html]) => html)"""
    )
    assert small == []


def test_a_refused_form_takes_the_reader_to_its_summary(page, live_server):
    opened(page, live_server, "/gallery/?refused")
    assert page.evaluate("document.activeElement.className") == "summary"
    page.click(".summary a >> nth=1")
    assert page.evaluate("document.activeElement.id") == "id_level_0"


def test_a_second_click_does_not_send_a_form_twice(page, page_watch, live_server):
    page_watch.expect("favicon.ico")  # the plain answer names no icon
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    opened(page, live_server)
    page.evaluate(
        """() => { const form = document.querySelector('form[data-once][data-dirty]'); form.noValidate = true;
        const button = form.querySelector('[name=send]'); button.click(); button.click(); }"""
    )
    page.wait_for_url(re.compile("/gallery/$"))
    page.wait_for_function("document.body.textContent.includes('sent 1')")
    assert len(sent) == 1


def test_what_takes_longer_than_a_second_says_so_and_moves_nothing(page, live_server):
    opened(page, live_server, "/gallery/?late")
    top = page.evaluate("document.querySelector('h1').getBoundingClientRect().top")
    assert page.text_content("#wait") == ""
    page.evaluate(
        """() => { const form = document.querySelector('form[data-dirty]'); form.noValidate = true;
        form.querySelector('[name=send]').click(); }"""
    )
    expect(page.locator("#wait")).to_have_text("正在处理，请稍候。")
    assert page.evaluate("document.querySelector('h1').getBoundingClientRect().top") == top


def test_leaving_an_unsaved_form_is_asked_about(page, live_server):
    opened(page, live_server)
    page.type("#id_title", "候车引导")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(live_server.url + "/accounts/login/")
    assert asked == ["beforeunload"]


def test_without_scripts_the_page_is_whole(browser, live_server):
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = opened(context.new_page(), live_server, "/gallery/?refused")
    page.click("summary:has-text('撤回申请')")
    assert page.is_visible("text=撤回后不能恢复。")
    page.click("text=长者模式")
    assert page.get_attribute("html", "data-size") == "large"
    context.close()


def test_on_a_phone_the_strip_shows_weeks_and_the_table_shows_cards(page, live_server):
    opened(page, live_server, width=390)
    tops = page.eval_on_selector_all(
        "section[aria-labelledby=strip1] .day",
        "days => new Set(days.map(day => Math.round(day.getBoundingClientRect().top))).size",
    )
    assert tops == 5
    row = page.locator("section[aria-labelledby=queue] tbody tr").first
    assert row.evaluate("row => getComputedStyle(row).display") == "block"


def test_on_paper_there_are_no_tools_and_the_ground_is_white(page, live_server):
    opened(page, live_server, cookies=HIGH | LARGE)
    page.emulate_media(media="print")
    assert not page.is_visible(".util")
    assert not page.is_visible(".nav")
    assert page.eval_on_selector("body", "body => getComputedStyle(body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.eval_on_selector(".card", "card => getComputedStyle(card).color") == "rgb(23, 33, 46)"
