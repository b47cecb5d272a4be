"""How an application is written: find the data, begin, fill in the form, hand in documents, look it over."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from playwright.sync_api import Locator, expect

from applications.checklist import required_attachments
from applications.forms.draft import DraftForm
from applications.models import ApplicantKind, AttachmentKind
from tests.factories.verbs import FILLED

from .papers import Papers
from .people import Person

# What is typed into the lines and paragraphs of the form, by the names of its fields.
ANSWERS = {name: str(value) for name, value in FILLED.items() if isinstance(value, str | int) and name != "undertaking"}
COLUMNS = ("站点编号", "站点名称", "统计时间", "客流量")


class Writer(Person):
    """Someone with a draft before him; `kind` decides which documents are asked of him."""

    kind: ClassVar[ApplicantKind]

    def finds(self, title: str, words: str) -> None:
        """From the first page through the search to the page of the one data set that has all the words."""
        self.goes_to("/")
        self.page.get_by_label("关键词").fill(words)
        self.presses("查询")
        self.sees("共 1 个数据集")
        self.follows(title)

    def begins(self) -> None:
        self.presses("开始申请")
        expect(self.page).to_have_title(re.compile("填写申请"))
        self.follows("在一页中填写")

    @property
    def form(self) -> Locator:
        return self.page.get_by_role("region", name="申请内容")

    def field(self, name: str) -> Locator:
        """The field of the form, found by its label."""
        return self.form.get_by_label(str(DraftForm.base_fields[name].label))

    def writes(self, **answers: str) -> None:
        for name, text in answers.items():
            self.field(name).fill(text)

    def fills_in(self, columns: Iterable[str] = COLUMNS, **answers: str) -> None:
        """The whole form; `answers` replaces some of the usual ones."""
        self.writes(**{name: text for name, text in ANSWERS.items() if name != "delivery_mode"} | answers)
        for column in columns:
            self.form.get_by_label(column).check()
        self.form.get_by_label("数据下载").check()
        self.field("undertaking").check()

    def hands_in(self, kind: AttachmentKind, document: Path) -> None:
        """A document; it is taken the moment it is chosen."""
        drawers = self.page.locator("#id_uploads")
        drawers.get_by_label(str(kind.label)).set_input_files(document)
        expect(drawers.get_by_role("link", name=document.name)).to_be_visible()
        self.page_is_settled()

    def takes_back(self, name: str) -> None:
        """A document that was handed in before."""
        drawers = self.page.locator("#id_uploads")
        drawers.get_by_role("button", name=f"删除 {name}").click()
        expect(drawers.get_by_role("link", name=name)).to_have_count(0)
        self.page_is_settled()

    def hands_in_all(self, papers: Papers) -> None:
        """Every document that is asked of his kind of applicant."""
        for kind in required_attachments(self.kind):
            self.hands_in(kind, papers.pdf(str(kind.label)))

    def looks_it_over(self) -> None:
        self.presses("预览并提交")
        expect(self.page).to_have_title(re.compile("预览"))
