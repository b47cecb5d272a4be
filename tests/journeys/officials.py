"""What the office does with a case: find it in the queue, open it, accept it or not, deliver, give an opinion."""

import re

from playwright.sync_api import Locator, expect

from .people import Person, spaced, unfolded


class Official(Person):
    """Someone who has a queue."""

    def finds_waiting(self, number: str, *words: str) -> Locator:
        """The line of a case among his own work, with what it says."""
        self.chooses_from_menu("审核办理")
        return self.finds_line(number, *words)

    def finds_in(self, stage: str, number: str, *words: str) -> Locator:
        """The line of a case among all of his department that are in a stage, or have ended."""
        self.chooses_from_menu("审核办理")
        self.page.get_by_role("link", name=re.compile(rf"^{stage}\s*\d*$")).first.click()
        return self.finds_line(number, *words)

    def finds_line(self, number: str, *words: str) -> Locator:
        """The line of a case on the list before him."""
        line = self.row(number)
        for word in words or (number,):
            expect(line).to_contain_text(spaced(word), use_inner_text=True)
        return line

    def finds_nothing_waiting(self) -> None:
        self.chooses_from_menu("审核办理")
        self.sees("没有待办事项")

    def opens(self, number: str, *words: str) -> None:
        """The page of a case, by the button of its line among his own work."""
        self.finds_waiting(number, *words)
        self.opens_found(number)

    def opens_found(self, number: str) -> None:
        """The page of a case, by the button of its line on the list before him."""
        self.row(number).locator("td.act a").click()
        expect(self.page).to_have_title(re.compile(number))

    def form(self, verb: str) -> Locator:
        """The form of one act on the page of a case, unfolded."""
        return unfolded(self.page.locator(f"form[action$='/{verb}/']"))

    def does(self, verb: str, **said: str) -> None:
        """Fills in the fields of an act, by the ends of their names' labels, and presses its button."""
        form = self.form(verb)
        for label, text in said.items():
            form.get_by_label(label).fill(text)
        form.locator("button[data-do]").click()


class Handler(Official):
    """承办人."""

    part = "handler"

    def accepts(self) -> None:
        self.does("accept")

    def asks_for(self, *defects: tuple[str, str], note: str = "") -> None:
        """All that is wanting at once: (subject, what is wrong)."""
        form = self.form("request_supplement")
        for place, (subject, problem) in enumerate(defects, start=1):
            form.get_by_label(f"第 {place} 项补正事项").select_option(label=subject)
            form.get_by_label(f"第 {place} 项存在问题和要求").fill(problem)
        if note:
            form.get_by_label("其他说明").fill(note)
        form.get_by_role("button", name="发出补正告知书").click()

    def does_not_accept(self, reasons: str, ground: str) -> None:
        self.does("not_accept", 不予受理的理由=reasons, 依据=ground)

    def delivers(self, remarks: str) -> None:
        self.does("deliver", 交付说明=remarks)

    def answers_order(self, number: str, reason: str, explanation: str, planned_on: str) -> None:
        """From the list of supervision orders."""
        self.chooses_from_menu("审核办理")
        self.chooses_at_the_side("督办单")
        self.follows(f"答复 {number}")
        self.page.get_by_label("超期原因").select_option(label=reason)
        self.page.get_by_label("情况说明").fill(explanation)
        self.page.get_by_label("计划办结日期").fill(planned_on)
        self.presses("答复督办单")

    def asks_for_time(self, days: int, reasons: str) -> None:
        self.does("request_extension", **{"延长（工作日）": str(days), "延期理由": reasons})

    def is_away(self, substitute: str, since: str, until: str, reason: str) -> None:
        """Names who stands in for him."""
        self.chooses_from_menu("审核办理")
        self.chooses_at_the_side("代办安排")
        self.page.get_by_label("代办人员").select_option(label=substitute)
        self.page.get_by_label("开始日期").fill(since)
        self.page.get_by_label("结束日期").fill(until)
        self.page.get_by_label("事由").fill(reason)
        self.presses("安排代办")

    def suspends(self, reasons: str) -> None:
        self.does("suspend", 中止开放的理由=reasons)

    def resumes(self, reasons: str) -> None:
        self.does("resume", 恢复开放的理由=reasons)


class ConsultedHandler(Handler):
    """Of the department that is asked for its opinion."""

    part = "consulted_handler"

    def gives_opinion(self, verdict: str, opinion: str) -> None:
        form = self.form("give_opinion")
        form.get_by_label(verdict, exact=True).check()
        form.get_by_label("意见说明").fill(opinion)
        form.get_by_role("button", name="出具意见").click()
