"""What those do who judge: weigh the risk, decide, seal, revoke, and see to it that nobody waits too long."""

from collections.abc import Iterable, Mapping

from playwright.sync_api import Locator, expect

from .officials import Official
from .people import Person, spaced

# For each question which of its answers, counted from the mildest.
LOW_RISK = {"数据本身": 0, "使用目的和范围": 0, "申请人的保护能力": 0, "提供方式": 1}
HIGH_RISK = {**LOW_RISK, "数据本身": 2}


class Assessor(Official):
    """风险评估员."""

    part = "assessor"

    def weighs(self, form: Locator, risk: Mapping[str, int], opinion: str) -> None:
        """One answer to each of the four questions, counted from the mildest."""
        for question, level in risk.items():
            form.get_by_role("group", name=question).get_by_role("radio").nth(level).check()
        form.get_by_label("评估意见").fill(opinion)

    def assesses(self, opinion: str, risk: Mapping[str, int] = LOW_RISK) -> None:
        form = self.form("assess")
        self.weighs(form, risk, opinion)
        form.locator("button[data-do]").click()

    def consults(self, department: str, question: str, opinion: str, risk: Mapping[str, int] = HIGH_RISK) -> None:
        form = self.form("consult")
        self.weighs(form, risk, opinion)
        form.get_by_label(department).check()
        form.get_by_label("征求意见事项").fill(question)
        form.locator("button[data-do]").click()


class Approver(Official):
    """签发人."""

    part = "approver"

    def approves(self, *, without: Iterable[str] = (), **said: str) -> None:
        """With the conditions said, by their labels; `without` leaves out fields that were asked for."""
        form = self.form("approve")
        for column in without:
            form.get_by_label(column).uncheck()
        for label, text in said.items():
            form.get_by_label(label).fill(text)
        form.locator("button[data-do]").click()

    def refuses(self, reasons: str, ground: str) -> None:
        self.does("refuse", 不予开放的理由=reasons, 依据=ground)

    def seals(self) -> None:
        form = self.form("seal")
        form.get_by_label("已核对协议全文").check()
        form.locator("button[data-do]").click()

    def revokes(self, reasons: str) -> None:
        self.does("revoke", 终止开放的理由=reasons)


class Supervisor(Person):
    """督办人员, of the authority."""

    part = "supervisor"

    def finds_late(self, number: str, *words: str) -> Locator:
        """The line of a case among those that need a hand, on the overview."""
        self.chooses_from_menu("监督总览")
        line = self.page.get_by_role("region", name="需要处理").get_by_role("row").filter(has_text=number)
        for word in words:
            expect(line).to_contain_text(spaced(word), use_inner_text=True)
        return line

    def nudges(self, number: str) -> None:
        self.presses(f"催办 {number}")

    def opens_orders(self, tab: str) -> None:
        """One tab of the list of supervision orders."""
        self.chooses_from_menu("监督总览")
        self.chooses_at_the_side("督办单")
        self.page.get_by_role("navigation", name="按办理情况").get_by_role("link", name=tab).click()

    def clears(self, order: str, reasons: str) -> None:
        self.opens_orders("待销号")
        self.follows(f"销号 {order}")
        self.page.get_by_label("销号理由").fill(reasons)
        self.presses("督办单销号")

    def grants_time(self) -> None:
        """What was asked for, from the page of the case."""
        form = self.page.locator("form[action$='/grant_extension/']")
        self.page.locator("details", has=form).locator("> summary").click()
        form.locator("button[data-do]").click()

    def reassigns(self, number: str, to: str, reasons: str) -> None:
        self.follows(f"改派 {number}")
        self.page.get_by_label("改派给").select_option(label=to)
        self.page.get_by_label("改派理由").fill(reasons)
        self.presses("改派")
