"""What the system administrators do with a holiday notice: one hands it in, another approves it."""

from .people import Person


class Administrator(Person):
    """系统管理员."""

    part = "sysadmin"

    def pastes(self, notice: str, *finds: str) -> None:
        """The text of a notice, as far as the preview, which says this."""
        self.chooses_from_menu("放假通知")
        self.follows("录入通知")
        self.page.get_by_label("通知全文").fill(notice)
        self.presses("预览")
        self.sees(*finds)

    def saves(self) -> None:
        self.presses("录入，等待复核")

    def approves(self, number: str) -> None:
        """The notice that waits for a second person."""
        self.chooses_from_menu("放假通知")
        self.follows(number)
        self.presses("复核无误，使其生效")
