"""How much work a clean case is: every press of the pointer and every page that is loaded, counted in the browser."""

import pytest
from playwright.sync_api import Page

from .deciders import Approver, Assessor
from .officials import Handler, Official
from .site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# What the measure allows a reviewer from the queue to the decision.
CLICKS, LOADS = 12, 3
COUNT = """
addEventListener("pointerdown", (event) => {
  if (event.isTrusted) sessionStorage.clicks = Number(sessionStorage.clicks || 0) + 1;
}, true);
addEventListener("DOMContentLoaded", () => {
  sessionStorage.loads = Number(sessionStorage.loads || 0) + 1;
});
"""


def counted(page: Page) -> tuple[int, int]:
    """Clicks and loads so far."""
    clicks, loads = page.evaluate("[Number(sessionStorage.clicks || 0), Number(sessionStorage.loads || 0)]")
    return clicks, loads


def begins_at_the_queue(one: Official) -> None:
    one.page.context.add_init_script(COUNT)
    one.goes_to("/review/")


def opens_from_queue(one: Official, number: str) -> None:
    one.row(number).locator("td.act a").click()
    one.page.wait_for_url("**/review/*/")


def clicks_and_types(one: Official, label: str, text: str) -> None:
    one.page.get_by_label(label).click()
    one.page.keyboard.type(text)


def test_a_clean_case_of_low_risk_takes_at_most_twelve_clicks_and_three_pages(site: Site) -> None:
    # The data set and the applicant were judged before: what was judged then is offered again.
    site.has("submit", "accept", "assess")
    number = site.has("submit").application.number
    handler, assessor, approver = site.enter(Handler), site.enter(Assessor), site.enter(Approver)
    spent = [
        of_handler(handler, number),
        of_assessor(assessor, number),
        of_approver(approver, number),
    ]
    assert sum(clicks for clicks, _loads in spent) <= CLICKS, spent
    assert max(loads for _clicks, loads in spent) <= LOADS, spent


def of_handler(handler: Handler, number: str) -> tuple[int, int]:
    begins_at_the_queue(handler)
    opens_from_queue(handler, number)
    handler.form("accept").locator("button[data-do]").click()
    handler.sees("已完成：受理。")
    return counted(handler.page)


def of_assessor(assessor: Assessor, number: str) -> tuple[int, int]:
    begins_at_the_queue(assessor)
    opens_from_queue(assessor, number)
    form = assessor.form("assess")
    groups = form.get_by_role("radiogroup").or_(form.get_by_role("group"))
    for place in range(groups.count()):
        group = groups.nth(place)
        radios = group.get_by_role("radio")
        if radios.count() and not group.locator("input:checked").count():
            radios.first.click()
    clicks_and_types(assessor, "评估意见", "风险可控。")
    form.locator("button[data-do]").first.click()
    assessor.sees("已完成：出具评估。")
    return counted(assessor.page)


def of_approver(approver: Approver, number: str) -> tuple[int, int]:
    begins_at_the_queue(approver)
    opens_from_queue(approver, number)
    approver.form("approve").locator("button[data-do]").click()
    approver.sees("已完成：同意开放。", "等待申请人签订协议")
    return counted(approver.page)
