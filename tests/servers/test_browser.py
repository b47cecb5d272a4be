"""Does the watch over the browser see what it must?"""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.servers.browser import PageWatch

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.browser


def test_a_quiet_page_has_no_fault(page: Page, page_watch: PageWatch) -> None:
    page.set_content("<h1>我的申请</h1>")
    assert page.inner_text("h1") == "我的申请"
    assert page_watch.unexpected() == []


def test_a_request_to_another_host_is_a_fault(page: Page, page_watch: PageWatch) -> None:
    page_watch.expect("elsewhere.example|ERR_NAME_NOT_RESOLVED")
    page.set_content("<img alt='' src='http://elsewhere.example/x.png'>", wait_until="load")
    assert "request to another host: http://elsewhere.example/x.png" in page_watch.faults


def test_an_error_of_a_script_is_a_fault(page: Page, page_watch: PageWatch) -> None:
    page_watch.expect("planted")
    page.set_content("<script>console.error('planted'); throw new Error('planted too')</script>")
    page.wait_for_timeout(100)
    assert sorted(fault.split(":")[0] for fault in page_watch.faults) == ["console error", "page error"]


def test_the_page_is_watched_unasked(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    pytester.makeconftest('pytest_plugins = ["tests.servers.browser"]')
    pytester.makepyfile("def test_page(page): page.set_content('<script>throw new Error(1)</script>')")
    outcome = pytester.runpytest_subprocess("-p", "no:django", f"--rootdir={pytester.path}")
    outcome.assert_outcomes(passed=1, errors=1)
