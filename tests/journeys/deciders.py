"""What those do who judge: weigh the risk, decide, seal, revoke, and see to it that nobody waits too long."""

from collections.abc import Iterable, Mapping

from playwright.sync_api import Locator, expect

from .officials import Official
from .people import Person, spaced, unfolded

# For each question which of its answers, counted from the mildest; the dossier itself answers some of them.
LOW_RISK = {
    "数据粒度": 0, "与其他数据关联识别的可能": 0, "数据出境": 0, "使用目的": 0, "公共效益": 0, "成果提供对象": 0,
    "成果公开方式": 0, "网络安全等级保护": 1, "制度、人员和系统措施": 0,
}  # fmt: skip
HIGH_RISK = {**LOW_RISK, "数据粒度": 2, "与其他数据关联识别的可能": 2, "成果提供对象": 2}
FORBIDDEN = {**LOW_RISK, "成果公开方式": 2}


class Assessor(Official):
    """风险评估员."""

    part = "assessor"

    def weighs(self, risk: Mapping[str, int], opinion: str) -> Locator:
        """One answer to each question that the dossier leaves open; the sum beside the form follows."""
        form = self.form("assess")
        for question, place in risk.items():
            form.get_by_role("group", name=question, exact=True).get_by_role("radio").nth(place).check()
        form.get_by_label("评估意见").fill(opinion)
        return form

    def assesses(self, opinion: str, risk: Mapping[str, int] = LOW_RISK) -> None:
        self.weighs(risk, opinion).locator("button[data-do]").first.click()

    def assesses_otherwise(self, opinion: str, level: str, why: str, risk: Mapping[str, int] = LOW_RISK) -> None:
        """With another level than the points give."""
        form = self.weighs(risk, opinion)
        form.get_by_label("风险等级").select_option(label=level)
        form.get_by_label("调整理由").fill(why)
        form.get_by_role("button", name="出具评估").click()

    def consults(
        self, departments: Iterable[str], question: str, opinion: str, risk: Mapping[str, int] = HIGH_RISK
    ) -> None:
        form = self.weighs(risk, opinion)
        fold = form.locator("details", has=self.page.get_by_label("征求意见事项"))
        if fold.get_attribute("open") is None:
            fold.locator("> summary").click()
        for department in departments:
            form.get_by_label(department).check()
        form.get_by_label("征求意见事项").fill(question)
        form.get_by_role("button", name="征求意见").click()


class Approver(Official):
    """签发人."""

    part = "approver"

    def approves(self, *, without: Iterable[str] = (), **said: str) -> None:
        """With the conditions said, by their labels; `without` leaves out fields that were asked for."""
        form = self.form("approve")
        for column in without:
            form.get_by_role("checkbox", name=column, exact=True).uncheck()
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


class DeputyLeader(Official):
    """分管领导: reviews what the approver has refused."""

    part = "deputy_leader"

    def upholds(self, reasons: str) -> None:
        self.does("uphold", 维持原决定的理由=reasons)

    def reverses(self, reasons: str) -> None:
        self.does("reverse", 改变原决定的理由=reasons)


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

    def looks_behind(self, note: str) -> None:
        """The cases behind one of the figures at the head of the overview, by what is said beneath it."""
        self.chooses_from_menu("监督总览")
        self.page.get_by_label("关键指标").get_by_role("link", name=note).click()

    def gives_all(self, whose: str, to: str, reasons: str) -> None:
        """All the cases that an officer has in hand, to another one."""
        self.chooses_at_the_side("批量改派")
        self.follows(f"改派{whose}的办件")
        cases = self.page.get_by_role("group", name="改派的办件").get_by_role("checkbox")
        cases.first.wait_for()
        for case in cases.all():
            case.check()
        self.page.get_by_label("改派给").select_option(label=to)
        self.page.get_by_label("改派理由").fill(reasons)
        self.presses("改派所选办件")

    def grants_time(self) -> None:
        """What was asked for, from the page of the case."""
        form = unfolded(self.page.locator("form[action$='/grant_extension/']"))
        form.locator("button[data-do]").click()

    def advises(self, number: str, advice: str, reasons: str) -> None:
        """On a review, from the message about it."""
        self.acts_on_message("待复核", number)
        form = unfolded(self.page.locator("form[action$='/advise_review/']"))
        form.get_by_label(advice, exact=True).check()
        form.get_by_label("意见说明").fill(reasons)
        form.locator("button[data-do]").click()

    def reassigns(self, number: str, to: str, reasons: str) -> None:
        self.follows(f"改派 {number}")
        self.page.get_by_label("改派给").select_option(label=to)
        self.page.get_by_label("改派理由").fill(reasons)
        self.presses("改派")
