"""The applicant's form in a real browser: it saves itself, loses nothing, takes documents without leaving the page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, Route, expect

from applications.actions.save_draft import save_draft
from applications.models import Application
from jobs.clock import Journey
from tests.factories import Cast, a_life, case_in
from tests.servers.browser import PageWatch

from . import files

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def opened(page: Page, live_server: Any, cast: Cast, now: Journey) -> Callable[[str], Page]:
    """opened("/applications/"): the page as the applicant of the body sees it."""
    client = Client()
    client.force_login(cast.applicant)
    cookie = client.cookies["sessionid"]
    page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])

    def open_page(path: str) -> Page:
        page.goto(live_server.url + path)
        return page

    return open_page


@pytest.fixture
def draft(cast: Cast) -> Application:
    return a_life(filled=False).application


def stored(draft: Application) -> Application:
    return Application.objects.get(pk=draft.pk)


def saved(page: Page) -> Any:
    return page.locator("#saved")


def test_what_is_typed_is_saved_by_itself_and_ticked_off(opened: Callable[[str], Page], draft: Application) -> None:
    page = opened(f"/applications/{draft.pk}/draft/")
    page.fill("#id_purpose", "公交线网优化研究")
    expect(saved(page)).to_contain_text("已自动保存", timeout=10_000)
    expect(page.locator("#checks")).to_contain_text("已具备 4 / 15 项")
    page.check("#id_requested_fields_0")
    expect(page.locator("#checks")).to_contain_text("已具备 5 / 15 项")
    assert (stored(draft).purpose, stored(draft).requested_fields) == ("公交线网优化研究", ["stop_id"])
    assert page.input_value("#id_revision") == str(stored(draft).revision)


def test_a_field_that_does_not_fit_is_told_while_typing(
    opened: Callable[[str], Page], draft: Application, page_watch: PageWatch
) -> None:
    page_watch.expect("422")
    page = opened(f"/applications/{draft.pk}/draft/")
    page.fill("#id_term_months", "99")
    expect(saved(page)).to_contain_text("使用期限不能超过 60 个月。", timeout=10_000)
    assert page.input_value("#id_term_months") == "99"


def test_an_overtaken_page_keeps_what_was_typed_and_shows_both(
    opened: Callable[[str], Page], draft: Application, cast: Cast, now: Journey, page_watch: PageWatch
) -> None:
    page_watch.expect("409|422")
    page = opened(f"/applications/{draft.pk}/draft/")
    save_draft(application=draft, actor=cast.colleague, changes={"purpose": "同事写的"}, now=now.moment)
    page.fill("#id_purpose", "我写的")
    expect(saved(page)).to_contain_text("其他人同时修改了本申请", timeout=10_000)
    page.get_by_role("button", name="保存草稿").click()
    expect(page.get_by_role("region", name="内容对照")).to_contain_text("同事写的")
    assert page.input_value("#id_purpose") == "我写的"
    page.get_by_role("button", name="保存草稿").click()
    expect(page.locator(".msgs")).to_contain_text("已保存。")
    assert stored(draft).purpose == "我写的"


def test_a_save_that_meets_an_autosave_is_not_taken_for_another_person(
    opened: Callable[[str], Page], draft: Application
) -> None:
    page = opened(f"/applications/{draft.pk}/draft/")
    held: list[Route] = []
    page.route("**/autosave/", lambda route: held.append(route), times=1)
    with page.expect_request("**/autosave/"):
        page.fill("#id_purpose", "公交")
    page.fill("#id_benefit", "候车时间缩短")
    page.get_by_role("button", name="保存草稿").click()
    assert stored(draft).revision == 0
    held[0].continue_()
    expect(page.locator(".msgs")).to_contain_text("已保存。", timeout=10_000)
    assert (stored(draft).purpose, stored(draft).benefit) == ("公交", "候车时间缩短")


def test_documents_are_sent_refused_and_taken_back_without_leaving_the_page(
    opened: Callable[[str], Page], draft: Application, page_watch: PageWatch
) -> None:
    page_watch.expect("422")
    page = opened(f"/applications/{draft.pk}/draft/")
    page.evaluate("window.stayed = true")
    place = page.locator("#id_credential")
    place.set_input_files({"name": "执照.pdf", "mimeType": "application/pdf", "buffer": files.EXE})
    expect(page.get_by_role("alert")).to_contain_text("的内容不是可以接收的类型")
    place.set_input_files({"name": "执照.pdf", "mimeType": "application/pdf", "buffer": files.PDF})
    expect(page.get_by_role("link", name="执照.pdf")).to_be_visible()
    expect(page.locator("#checks")).to_contain_text("已具备 4 / 15 项")
    page.get_by_role("button", name="删除 执照.pdf").click()
    expect(page.get_by_role("link", name="执照.pdf")).to_have_count(0)
    assert draft.attachments.count() == 1 and not draft.attachments.current().exists()
    assert page.evaluate("window.stayed")


def test_enter_in_a_field_saves_and_removes_nothing(opened: Callable[[str], Page], cast: Cast) -> None:
    draft = a_life().application
    page = opened(f"/applications/{draft.pk}/draft/")
    page.fill("#id_purpose", "新的名称")
    page.press("#id_purpose", "Enter")
    expect(page.locator(".msgs")).to_contain_text("已保存。")
    assert stored(draft).purpose == "新的名称"
    assert draft.attachments.current().count() == 3


def test_the_steps_follow_what_is_typed_and_a_button_pressed_meanwhile_still_leads_on(
    opened: Callable[[str], Page], draft: Application
) -> None:
    page = opened(f"/applications/{draft.pk}/draft/?step=security")
    here = page.locator("[aria-current=step]")
    expect(here).to_contain_text("缺 1 项")
    page.fill("#id_security_measures", "专人专机，全程留痕。")
    expect(here).to_contain_text("已具备", timeout=10_000)
    page.fill("#id_security_measures", "专人专机，全程留痕，期满销毁。")
    with page.expect_request("**/draft/autosave/"):
        page.locator("h1").click()
    page.locator("#go-contact").click()
    expect(here).to_contain_text("联系方式")
    assert stored(draft).security_measures == "专人专机，全程留痕，期满销毁。"


def test_the_answers_to_a_supplement_are_saved_by_themselves(opened: Callable[[str], Page], cast: Cast) -> None:
    application = case_in("supplement")
    page = opened(f"/cases/{application.pk}/resubmit/")
    page.get_by_label("第 1 项").fill("已补充操作规范")
    expect(saved(page)).to_contain_text("已自动保存", timeout=10_000)
    page.get_by_role("link", name="修改申请内容和材料").click()
    page.go_back()
    page.reload()
    expect(page.get_by_label("第 1 项")).to_have_value("已补充操作规范")
