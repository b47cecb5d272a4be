"""Does a real browser save the data under their name, without scripts, and is the page open to all?"""

from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page

from calendars import versions
from calendars.models import CalendarVersion, HolidayNotice
from tests.delivery.lives import a_delivered_life
from tests.factories import MORNING, Life
from tests.servers import axe
from workflow import standards
from workflow.models import ServiceStandard

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def life() -> Life:
    """One grant to take and one that is suspended; the tables of a test that commits begin empty."""
    standards.seed(ServiceStandard)
    versions.seed(notices=HolidayNotice, versions=CalendarVersion, now=MORNING)
    a_delivered_life(starts_at=MORNING).do("suspend")
    return a_delivered_life(quota=3, months=60)


def signed_in(page: Page, client: Client, life: Life, address: str) -> Page:
    client.force_login(life.cast.applicant)
    page.context.add_cookies([{"name": n, "value": c.value, "url": address} for n, c in client.cookies.items()])
    page.goto(address + "/data/")
    return page


@pytest.mark.parametrize("width", [1440, 390, 320])
def test_nobody_is_shut_out_and_nothing_scrolls_sideways(
    page: Page, client: Client, life: Life, live_server: object, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    signed_in(page, client, life, live_server.url)  # type: ignore[attr-defined]
    assert axe.faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_scripts_the_file_is_saved_under_its_name(
    browser: Browser, client: Client, life: Life, live_server: object, tmp_path: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = signed_in(context.new_page(), client, life, live_server.url)  # type: ignore[attr-defined]
    with page.expect_download() as saved:
        page.get_by_role("button", name="下载数据").click()
    download = saved.value
    download.save_as(tmp_path / "data.csv")
    context.close()
    assert download.suggested_filename.startswith(f"公交站点实时客流数据集_{life.application.number}_")
    assert (tmp_path / "data.csv").read_text().splitlines()[:2] == ["stop_name,stop_id", "人民广场,S001"]


def test_the_same_page_gives_the_file_a_second_time(
    page: Page, client: Client, life: Life, live_server: object
) -> None:
    signed_in(page, client, life, live_server.url)  # type: ignore[attr-defined]
    for _time in range(2):
        with page.expect_download():
            page.get_by_role("button", name="下载数据").click()
