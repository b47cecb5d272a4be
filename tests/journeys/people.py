"""What everyone can do at a browser: move about, press and fill in, see what stands there, read messages."""

import re
from copy import copy
from typing import TYPE_CHECKING, ClassVar, Self

from django.core import mail
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from tests.factories import PASSWORD
from tests.servers.browser import PageWatch

if TYPE_CHECKING:
    from .site import Site


def unfolded(form: Locator) -> Locator:
    """The form, when its page has come; what it is folded away in is opened."""
    form.wait_for(state="attached")
    fold = form.page.locator("details:not([open])", has=form)
    if fold.count():
        fold.locator("> summary").click()
    return form


def spaced(text: str) -> re.Pattern[str]:
    """The text, however markup and line breaks space its signs."""
    return re.compile(r"\s*".join(re.escape(sign) for sign in "".join(text.split())))


class Person:
    """Someone at a browser of his own. `part` names him in the cast; a visitor has none."""

    part: ClassVar[str] = ""

    def __init__(self, site: "Site", page: Page, watch: PageWatch, user: User | None) -> None:
        self.site, self.page, self.watch = site, page, watch
        self._user = user

    @property
    def user(self) -> User:
        assert self._user is not None, "a visitor has no account"
        return self._user

    # ---- moving about ----

    def goes_to(self, address: str) -> None:
        self.page.goto(address)

    def follows(self, link: str) -> None:
        self.page.get_by_role("link", name=link).first.click()

    def chooses_from_menu(self, item: str) -> None:
        """An item of the main navigation, whatever number stands beside it."""
        self.page.get_by_role("navigation", name="主导航").get_by_role("link", name=item).click()

    def chooses_at_the_side(self, item: str) -> None:
        """An item of the menu at the side, whatever number stands beside it."""
        self.page.get_by_role("navigation", name="功能菜单").get_by_role("link", name=item).click()

    def presses(self, button: str) -> None:
        self.page.get_by_role("button", name=button, exact=True).click()

    def opens_second_window(self, address: str) -> Self:
        """The same person, with another page of the same browser."""
        other = copy(self)
        other.page = self.page.context.new_page()
        other.goes_to(address)
        return other

    def looks_again(self) -> None:
        self.page.reload()

    def unfolds(self, label: str) -> None:
        """What is folded away behind a line."""
        self.page.locator("summary", has_text=label).click()

    def signs_in(self, password: str = PASSWORD) -> None:
        """By typing, as everyone does outside a demonstration."""
        self.goes_to("/")
        self.follows("登录")
        self.page.get_by_label("电子邮件").press_sequentially(self.user.email)
        self.page.get_by_label("密码", exact=False).press_sequentially(password)
        self.presses("登录")

    def signs_in_by_one_click(self) -> None:
        """As the people of a demonstration do."""
        self.goes_to("/accounts/login/")
        self.page.get_by_role("button", name=self.user.name).click()

    # ---- seeing ----

    def sees(self, *texts: str) -> None:
        """All of these stand on the page, visible, each in one piece."""
        for text in texts:
            expect(self.page.locator("main")).to_contain_text(spaced(text), use_inner_text=True)

    def sees_no(self, *texts: str) -> None:
        """None of these, on a page that is there already."""
        for text in texts:
            expect(self.page.locator("main")).not_to_contain_text(spaced(text), use_inner_text=True)

    def is_on(self, address: str) -> None:
        expect(self.page).to_have_url(re.compile(re.escape(self.site.url + address) + r"(\?.*|#.*)?$"))

    def row(self, text: str) -> Locator:
        """The line of a table that has this text."""
        return self.page.get_by_role("row").filter(has_text=text)

    def content_of(self, link: Locator) -> bytes:
        """What stands behind a link, fetched with this browser's session."""
        address = link.get_attribute("href")
        assert address
        answer = self.page.request.get(address)
        assert answer.ok, f"{address}: {answer.status}"
        return answer.body()

    def page_is_settled(self) -> None:
        """What came into the page can be used: no person is as quick as the 20 ms that htmx takes to wire it up."""
        expect(self.page.locator(".htmx-added, .htmx-settling")).to_have_count(0)

    def foresees(self, fault: str) -> None:
        """A fault that belongs to the journey, such as the browser's own remark about a 404."""
        self.watch.expect(fault)

    # ---- messages ----

    def reads_message(self, subject: str, *says: str) -> None:
        """The newest unread message whose subject begins so, from the inbox; it is read from then on."""
        self.chooses_from_menu("消息")
        line = self.row(subject).first
        expect(line).to_contain_text("未读")
        line.get_by_role("link").click()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(subject)
        self.sees(*says)

    def acts_on_message(self, subject: str, *says: str) -> None:
        """Reads it and goes on to where it leads."""
        self.reads_message(subject, *says)
        self.follows("前往办理页面")

    def opens_mail(self, subject: str) -> None:
        """The newest mail to him whose subject begins so, and the address in it."""
        mine = [one for one in mail.outbox if self.user.email in one.to and one.subject.startswith(subject)]
        assert mine, [one.subject for one in mail.outbox]
        self.goes_to(re.findall(r"https?://\S+", str(mine[-1].body))[0])

    def has_no_message(self, subject: str) -> None:
        self.chooses_from_menu("消息")
        expect(self.page.get_by_role("heading", level=1)).to_have_text("消息")
        expect(self.row(subject)).to_have_count(0)
