"""Without JavaScript and without a mouse: an application is written step by step, handed in and accepted."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from applications.checklist import required_attachments
from applications.form_steps import STEPS

from .applicants import Applicant
from .catalogue import BUSES
from .drafting import ANSWERS, COLUMNS
from .officials import Handler
from .papers import Papers
from .people import Person
from .site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# More stops than any page has.
MOST_STOPS = 120


class Keyboard:
    """A person's keyboard: everything is reached by the tab key."""

    def __init__(self, person: Person) -> None:
        self.page = person.page
        # From now on the browser hands its file dialogue to us; asked only then, it would be too late at times.
        self.page.on("filechooser", lambda dialogue: None)

    def reaches(self, target: Locator) -> None:
        """Goes on with the tab key until the target has the focus."""
        expect(target).to_be_visible()
        for _stop in range(MOST_STOPS):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the tab key does not lead to {target}")

    def types(self, target: Locator, text: str) -> None:
        """Into a field, in place of what stands there."""
        self.reaches(target)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def ticks(self, target: Locator) -> None:
        self.reaches(target)
        self.page.keyboard.press("Space")
        expect(target).to_be_checked()

    def enters(self, target: Locator) -> None:
        """A link or a button."""
        self.reaches(target)
        self.page.keyboard.press("Enter")

    def chooses_file(self, target: Locator, document: Path) -> None:
        self.reaches(target)
        with self.page.expect_file_chooser() as waiting:
            self.page.keyboard.press("Space")
        waiting.value.set_files(document)


def test_an_application_is_written_handed_in_and_accepted_by_keyboard(site: Site, papers: Papers) -> None:
    applicant = site.enter(Applicant, java_script_enabled=False)
    number = he_applies(applicant, Keyboard(applicant), papers)
    handler = site.enter(Handler, java_script_enabled=False)
    keyboard, page = Keyboard(handler), handler.page
    keyboard.enters(page.get_by_role("link", name=f"受理 {number}"))
    handler.sees("公交线网优化研究", "待承办人核对材料后受理")
    keyboard.enters(handler.form("accept").get_by_role("button"))
    handler.sees("已完成：受理。", "待风险评估员出具评估")
    applicant.sees_progress("风险评估")


def he_applies(applicant: Applicant, keyboard: Keyboard, papers: Papers) -> str:
    page = applicant.page
    keyboard.types(page.get_by_label("关键词"), "实时 客流")
    page.keyboard.press("Enter")
    applicant.sees("共 1 个数据集")
    keyboard.enters(page.get_by_role("link", name=BUSES))
    keyboard.enters(page.get_by_role("button", name="开始申请"))
    expect(page).to_have_title(re.compile("填写申请"))
    he_fills_in(applicant, keyboard, papers)
    keyboard.enters(page.get_by_role("button", name="预览并提交"))
    applicant.sees("材料已齐全，可以提交。", "安全承诺书.pdf")
    keyboard.enters(page.get_by_role("button", name="确认提交"))
    expect(page).to_have_title(re.compile("办理进度"))
    applicant.number = page.title().split()[1]
    return applicant.number


def he_fills_in(applicant: Applicant, keyboard: Keyboard, papers: Papers) -> None:
    """Step by step, each in the order of its page, so that the tab key only goes forwards."""
    for step in STEPS:
        expect(applicant.page.locator("[aria-current=step]")).to_contain_text(str(step.title))
        for name in step.fields:
            he_answers(applicant, keyboard, name)
        for kind in required_attachments(applicant.kind) if step.name == "documents" else ():
            keyboard.chooses_file(
                applicant.page.locator("#id_uploads").get_by_label(str(kind.label)), papers.pdf(kind.label)
            )
        if step != STEPS[-1]:
            keyboard.enters(applicant.page.get_by_role("button", name="下一步："))


def he_answers(applicant: Applicant, keyboard: Keyboard, name: str) -> None:
    """One field of a step."""
    if name == "requested_fields":
        for column in COLUMNS:
            keyboard.ticks(applicant.form.get_by_label(column))
    elif name == "delivery_mode":
        keyboard.ticks(applicant.form.get_by_label("数据下载"))
    elif name == "undertaking":
        keyboard.ticks(applicant.field(name))
    else:
        keyboard.types(applicant.field(name), ANSWERS[name])
