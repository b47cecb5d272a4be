"""What those who apply do: hand in, follow the progress, sign, take the data, withdraw or end it."""

import re
from collections.abc import Iterable
from typing import Any

from playwright.sync_api import expect

from applications.models import ApplicantKind
from tests.factories import PASSWORD

from .drafting import COLUMNS, Writer
from .papers import Papers


class Applicant(Writer):
    """Applies for 沪桥智行; `number` is his application's, from the moment it was handed in."""

    part = "applicant"
    kind = ApplicantKind.LEGAL_PERSON
    number = ""

    def submits(self) -> str:
        """Hands it in from the preview; the number it was given."""
        self.presses("确认提交")
        expect(self.page).to_have_title(re.compile("办理进度"))
        found = re.search(r"SQ-\d{4}-\d{6}", self.page.title())
        assert found, self.page.title()
        self.number = found[0]
        return self.number

    def applies(self, title: str, papers: Papers, columns: Iterable[str] = COLUMNS) -> str:
        """The whole way from the catalogue to the number."""
        self.finds(title, title)
        self.begins()
        self.fills_in(columns)
        self.hands_in_all(papers)
        self.looks_it_over()
        return self.submits()

    def opens_progress(self) -> None:
        """The page of his application, from the list of all."""
        self.chooses_from_menu("我的申请")
        self.row(self.number).get_by_role("rowheader").get_by_role("link").click()
        expect(self.page).to_have_title(re.compile(self.number))

    def sees_progress(self, stage: str, *texts: str) -> None:
        """The stage that the progress page names, and what it says besides."""
        self.opens_progress()
        expect(self.page.locator(".turn strong")).to_have_text(stage)
        self.sees(*texts)

    # ---- afterwards ----

    def answers_supplement(self, *answers: str, reply: str = "") -> None:
        """From the form on to the page of answers, one for each thing that was asked for."""
        self.presses("下一步：填写补正说明")
        for place, answer in enumerate(answers, start=1):
            self.page.get_by_label(f"第 {place} 项").fill(answer)
        if reply:
            self.page.get_by_label("其他说明").fill(reply)
        self.presses("提交补正材料")

    def document(self, title: str) -> bytes:
        """One of the papers of the progress page, as the browser is given it."""
        link = self.page.get_by_role("region", name="文书与材料").get_by_role("link", name=title, exact=True)
        return self.content_of(link)

    def signs(self) -> None:
        self.page.get_by_label("我已通读协议全文").check()
        self.page.get_by_label("登录密码").fill(PASSWORD)
        self.presses("签订协议")

    def verifies(self, file: bytes) -> None:
        """Hand a file over on the public page."""
        self.goes_to("/verify/")
        upload: Any = {"name": "agreement.pdf", "mimeType": "application/pdf", "buffer": file}
        self.page.locator("input[type=file]").set_input_files(upload)
        self.page.get_by_role("region", name="核验协议文件").get_by_role("button", name="核验").click()

    def withdraws(self, reasons: str) -> None:
        self.unfolds("撤回申请")
        self.page.get_by_label("撤回原因").fill(reasons)
        self.presses("撤回申请")

    def takes_the_data(self) -> tuple[str, str]:
        """Name and content of the file that the button of 数据领取 gives."""
        self.chooses_from_menu("数据领取")
        with self.page.expect_download() as waiting:
            self.presses("下载数据（CSV）")
        download = waiting.value
        return download.suggested_filename, download.path().read_text(encoding="utf-8")

    def asks_for_review(self, reasons: str) -> None:
        self.unfolds("申请复核")
        self.page.get_by_label("申请复核的理由").fill(reasons)
        self.presses("申请复核")

    def closes(self, statement: str) -> None:
        self.unfolds("结束使用并办结")
        self.page.get_by_label("已停止使用数据").check()
        self.page.get_by_label("处置情况说明").fill(statement)
        self.presses("结束使用并办结")


class NaturalPerson(Applicant):
    """Applies in his own name."""

    part = "person"
    kind = ApplicantKind.NATURAL_PERSON


class Stranger(Applicant):
    """Applies for another body."""

    part = "stranger"
    kind = ApplicantKind.ORGANIZATION
