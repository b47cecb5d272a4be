"""What axe finds wrong on a page. To list all that is right would take it longer than to look."""

from collections.abc import Sequence
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa")
ALL_RULES = (*WCAG, "best-practice")
ONLY_FAULTS: dict[str, Any] = {"resultTypes": ["violations"], "xpath": False, "ancestry": False, "preload": False}


def faults(page: Page, rules: Sequence[str] = ALL_RULES) -> list[tuple[str, list[Any]]]:
    """Each rule that is broken, with the first three places."""
    found = Axe().run(page, options={"runOnly": list(rules), **ONLY_FAULTS}).response["violations"]
    return [(fault["id"], [node["target"] for node in fault["nodes"]][:3]) for fault in found]
