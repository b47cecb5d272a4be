"""A real Chromium for the tests, watched: a page that errs or reaches for another host fails its test."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, WebError, sync_playwright

from tests.servers.loopback import is_loopback

# The one without a window takes half the time.
CHROMIUM = (Path("/usr/lib/chromium/chromium-headless-shell"), Path("/usr/bin/chromium"))
# Chromium asks its maker's hosts for updates and experiments unless it is told not to. Its own sandbox needs
# kernel rights that root and most containers lack; it only ever shows our own pages here.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
INSIDE_THE_PAGE = {"about", "blob", "data"}


class PageWatch:
    """What a test's pages did wrong, but for what `expect` names as part of the test, such as a 403."""

    def __init__(self, context: BrowserContext) -> None:
        self.faults: list[str] = []
        self._expected: list[re.Pattern[str]] = []
        context.on("request", self._requested)
        context.on("console", self._printed)
        context.on("weberror", self._failed)

    def expect(self, pattern: str) -> None:
        """A regular expression, searched for in each fault at the end of the test."""
        self._expected.append(re.compile(pattern))

    def unexpected(self) -> list[str]:
        return [fault for fault in self.faults if not any(known.search(fault) for known in self._expected)]

    def _requested(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in INSIDE_THE_PAGE and not is_loopback(address.hostname or ""):
            self.faults.append(f"request to another host: {request.url}")

    def _printed(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.faults.append(f"console error: {message.text} ({message.location.get('url', '')})")

    def _failed(self, error: WebError) -> None:
        self.faults.append(f"page error: {error.error}")


def system_browser() -> Path | None:
    """Debian's Chromium; None means the one that Playwright fetched for itself."""
    return next((program for program in CHROMIUM if program.exists()), None)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """How Chromium is started. From here on Playwright's event loop runs in the tests' thread, which Django
    takes for asynchronous code although every query is an ordinary one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield {**browser_type_launch_args, "executable_path": system_browser(), "args": QUIET}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Visitors read Chinese and live in China's one time zone."""
    return {**browser_context_args, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}


@pytest.fixture
def page_watch(context: BrowserContext) -> Iterator[PageWatch]:
    """Fails the test at its end for any request to another host, console error or page error."""
    watch = PageWatch(context)
    yield watch
    context.cookies()  # a round trip, so that what the browser has already said is heard
    faults = watch.unexpected()
    assert not faults, "\n".join(faults)


@pytest.fixture
def page(page_watch: PageWatch, page: Page) -> Page:
    """Every page is watched, whether or not its test asks for it."""
    return page


def can_start() -> bool:
    with sync_playwright() as playwright:
        try:
            playwright.chromium.launch(executable_path=system_browser(), args=QUIET).close()
        except Exception as error:
            print(error, file=sys.stderr)
            return False
    return True


if __name__ == "__main__":
    sys.exit(not can_start())
