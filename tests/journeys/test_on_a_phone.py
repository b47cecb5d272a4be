"""On a phone and in English: found by a suggestion, checked, written step by step, and handed in."""

import re

import pytest
from django.utils.translation import gettext, override
from playwright.sync_api import expect

from applications.checklist import required_attachments
from applications.form_steps import STEPS
from applications.forms.draft import DraftForm

from .applicants import Applicant
from .catalogue import BUSES
from .drafting import ANSWERS
from .papers import Papers
from .site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE = {"width": 390, "height": 844}


def english(words: object) -> str:
    """What an English page says for these words."""
    with override("en"):
        return gettext(words) if isinstance(words, str) else str(words)


class OnAPhone(Applicant):
    """Reads English; every page he comes to fits his screen."""

    def fits(self) -> None:
        self.page.wait_for_load_state()
        assert self.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], self.page.url

    def taps(self, words: str) -> None:
        """A link or a button, in English."""
        name = english(words)
        link, button = (self.page.get_by_role(role, name=name, exact=True) for role in ("link", "button"))
        link.or_(button).first.click()
        self.fits()

    def answers(self, name: str) -> None:
        """One field of the form, as it is asked for in English."""
        if name == "requested_fields":
            self.page.get_by_label("站点编号").check()
        elif name == "delivery_mode":
            self.page.get_by_label(english("数据下载")).check()
        elif name == "undertaking":
            self.page.get_by_label(english(DraftForm.base_fields[name].label)).check()
        else:
            self.page.get_by_label(english(DraftForm.base_fields[name].label), exact=True).fill(ANSWERS[name])


def test_an_application_is_written_step_by_step_on_a_phone_in_english(site: Site, papers: Papers) -> None:
    applicant = site.enter(OnAPhone, viewport=PHONE)
    page = applicant.page
    page.get_by_role("button", name="English").click()
    applicant.fits()

    page.get_by_role("searchbox").press_sequentially("实时客流")
    page.locator("#suggest").get_by_role("link", name=BUSES).click()
    applicant.taps("先看看我能不能申请")
    expect(page.get_by_label(english("法人"), exact=True)).to_be_checked()
    for question in ("purpose", "conditions", "security"):
        page.locator(f"input[name={question}][value=yes]").check()
    applicant.taps("查看结果")
    applicant.sees("You can apply.")
    applicant.taps("去申请")
    applicant.taps("开始申请")

    for step, following in zip(STEPS, [*STEPS[1:], None], strict=True):
        current = page.locator("[aria-current=step]")
        expect(current).to_contain_text(english(step.title))
        for name in step.fields:
            applicant.answers(name)
        for kind in required_attachments(applicant.kind) if step.name == "documents" else ():
            page.get_by_label(english(kind.label), exact=True).set_input_files(papers.pdf(str(kind.label)))
            expect(page.get_by_role("link", name=f"{kind.label}.pdf")).to_be_visible()
            applicant.page_is_settled()
        # It saves itself, and the number above the form follows.
        expect(current).to_contain_text(english("已具备"))
        applicant.fits()
        if following:
            page.get_by_role("button", name=f"Next: {english(following.title)}", exact=True).click()

    applicant.taps("预览并提交")
    applicant.sees("安全承诺书.pdf", ANSWERS["purpose"])
    applicant.taps("确认提交")
    expect(page).to_have_title(re.compile(r"SQ-\d{4}-\d{6}"))
    applicant.sees("The application was submitted and its receipt issued")
    applicant.fits()
    receipt = page.get_by_role("region", name="Documents").get_by_role("link", name=english("收件回执"), exact=True)
    assert applicant.content_of(receipt).startswith(b"%PDF")
