"""Looking at a page closely: in Chromium, on several widths, by axe's rules of WCAG 2.1 A and AA."""

from collections.abc import Iterator, Sequence
from typing import Any

from playwright.sync_api import Page

from .window import AXE

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa")
WIDTHS = (1440, 390)
NARROWEST = 320

# `pieces` of a page, or all of it.
RUN_AXE = """async ([rules, pieces]) => {
  const found = await axe.run(pieces ? {include: [['[data-piece]']]} : document,
    {runOnly: rules, resultTypes: ['violations'], xpath: false, ancestry: false, preload: false});
  return found.violations.map(fault => [fault.id, fault.nodes.slice(0, 3).map(node => node.target.join(' '))]);
}"""
# As wide as the page is, and as it is in 长者模式, where everything grows by a quarter.
MEASURE = """() => {
  const page = document.documentElement, plain = page.scrollWidth;
  page.setAttribute('data-size', 'large');
  return [plain, page.scrollWidth];
}"""


def look(
    page: Page, address: str, *, whole: bool, pieces: bool = True, widths: Sequence[int] = WIDTHS
) -> Iterator[str]:
    """What shuts someone out of the page at this address; `whole` looks at more than its marked `pieces`, of which it
    may have none: then only how narrow it can be matters."""
    page.set_viewport_size({"width": widths[0], "height": 900})
    page.goto(address)
    if whole or pieces:
        page.add_script_tag(url=AXE)
    for width in widths if whole or pieces else ():
        page.set_viewport_size({"width": width, "height": 900})
        for name, places in page.evaluate(RUN_AXE, [RULES, not whole]):
            yield f"on {width}: {name} {places}"
    page.set_viewport_size({"width": NARROWEST, "height": 900})
    widths: Any = page.evaluate(MEASURE)
    for mode, needed in zip(("", " in large type"), widths, strict=True):
        if needed > NARROWEST:
            yield f"{needed} wide on {NARROWEST}{mode}"
