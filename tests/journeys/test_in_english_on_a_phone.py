"""An applicant who reads English, on a phone: he finds the data, begins, signs the agreement and takes the data."""

import re

import pytest
from django.utils.translation import gettext, override
from playwright.sync_api import expect

from tests.factories import PASSWORD, shanghai

from .applicants import Applicant
from .catalogue import BUSES
from .drafting import ANSWERS
from .site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
NARROW = "document.documentElement.scrollWidth <= 390"


def said(words: str) -> str:
    """What the English page has for these words."""
    with override("en"):
        return gettext(words)


class Reader(Applicant):
    """Reads English. What he presses is named by its message, as everywhere in the journeys."""

    def presses(self, button: str) -> None:
        super().presses(said(button))
        self.is_narrow()

    def chooses_from_menu(self, item: str) -> None:
        menu = self.page.get_by_role("navigation", name=said("主导航"))
        menu.get_by_role("link", name=said(item)).click()
        self.is_narrow()

    def is_narrow(self) -> None:
        """The page that has come; one that is on its way has no element yet."""
        self.page.wait_for_load_state()
        assert self.page.evaluate(NARROW), self.page.url

    def field(self, name: str) -> object:
        return self.page.locator(f"#id_{name}")

    def signs(self) -> None:
        self.page.get_by_role("link", name=said("阅读并签订协议")).last.click()
        going_on = self.page.get_by_role("button", name=said("已阅读本部分，继续"))
        self.page.wait_for_url("**/agreement/")
        while going_on.count():
            with self.page.expect_navigation():
                self.presses("已阅读本部分，继续")
        self.presses("已读至末尾，去签订")
        self.page.locator("input[type=checkbox][required]").first.check()
        self.page.get_by_label(said("登录密码")).fill(PASSWORD)
        self.presses("签订协议")


def test_an_applicant_who_reads_english_finds_data_and_begins_on_his_phone(site: Site) -> None:
    reader = site.enter(Reader, **PHONE)
    reader.page.get_by_role("button", name="English").click()
    reader.goes_to("/")
    reader.page.get_by_label(said("关键词")).fill("实时 客流")
    reader.presses("查询")
    reader.follows(BUSES)
    reader.presses("开始申请")
    expect(reader.page).to_have_title(re.compile(said("填写申请")))
    reader.writes(purpose=ANSWERS["purpose"])
    expect(reader.page.get_by_role("status").filter(has_text=said("已自动保存"))).to_be_visible()


def test_an_applicant_who_reads_english_signs_and_takes_the_data_on_his_phone(site: Site) -> None:
    life = site.has("submit", "accept", "assess", "approve")
    site.works()
    site.it_is("2026-09-11 10:00")
    reader = site.enter(Reader, **PHONE)
    reader.page.get_by_role("button", name="English").click()
    reader.goes_to(f"/applications/{life.pk}/")
    reader.signs()
    reader.goes_to(f"/applications/{life.pk}/")
    reader.sees(said("待盖章"))
    with site.turn:
        life.done += ["sign"]
        life.do("seal", at=shanghai("2026-09-11 11:00"))
        life.do("deliver", at=shanghai("2026-09-11 14:00"))
    site.it_is("2026-09-14 09:00")
    reader.chooses_from_menu("数据领取")
    with reader.page.expect_download() as waiting:
        reader.presses("下载数据")
    assert waiting.value.path().read_text(encoding="utf-8").count("\n") == 4
