"""Suggestions in a real browser: the keyboard goes through them, and they are gone when nobody wants them any more."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.factories import a_dataset, the_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def catalogue(page: Page, live_server: Any) -> Page:
    """The catalogue with two data sets, both about buses."""
    provider = the_cast().provider
    a_dataset(provider)
    a_dataset(provider, "JT-0002", title="公交站点位置数据集")
    page.goto(f"{live_server.url}/catalogue/")
    page.get_by_role("searchbox").press_sequentially("公交站点")
    expect(page.locator("#suggest a")).to_have_count(2)
    return page


def test_the_arrow_keys_go_through_the_suggestions_and_round(catalogue: Page) -> None:
    first, second = catalogue.locator("#suggest a").all()
    for key, target in (("ArrowDown", first), ("ArrowDown", second), ("ArrowDown", catalogue.get_by_role("searchbox")),
                        ("ArrowUp", second)):  # fmt: skip
        catalogue.keyboard.press(key)
        expect(target).to_be_focused()
    catalogue.keyboard.press("Enter")
    expect(catalogue).to_have_url(re.compile("/catalogue/JT-000"))


def test_escape_puts_them_away_and_goes_back_to_the_words(catalogue: Page) -> None:
    catalogue.keyboard.press("ArrowDown")
    catalogue.keyboard.press("Escape")
    expect(catalogue.locator("#suggest a")).to_have_count(0)
    expect(catalogue.get_by_role("searchbox")).to_be_focused()


def test_a_search_leaves_none_over_its_results(catalogue: Page) -> None:
    catalogue.get_by_role("searchbox").press_sequentially("位置")
    catalogue.keyboard.press("Enter")
    expect(catalogue.locator("#results")).to_contain_text("共 1 个数据集")
    expect(catalogue.locator("#suggest a")).to_have_count(0)


def test_they_go_when_one_looks_elsewhere(catalogue: Page) -> None:
    catalogue.locator("h1").click()
    expect(catalogue.locator("#suggest a")).to_have_count(0)
