"""`make screenshots`: a picture of every page that differs, for every role, on both widths and in both languages.

They go to var/screenshots/, with a sheet that shows them all; tests/sweep/parts.py says how to ask for some."""

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import BrowserContext

from tests.factories import Cast
from tests.journeys.addresses import Scene

from .cells import Cell, cells
from .distinct import whole_pages
from .look import WIDTHS
from .parts import LANGUAGES, wanted
from .window import Window

pytestmark = [pytest.mark.django_db, pytest.mark.browser]

FOLDER = Path(settings.BASE_DIR) / "var/screenshots"
SHEET = """<!DOCTYPE html>
<html lang="en"><meta charset="utf-8"><title>Screenshots</title>
<style>body{{font:14px sans-serif;margin:1rem}}figure{{display:inline-block;margin:0 1rem 1rem 0;vertical-align:top}}
img{{border:1px solid #999}}</style>
{figures}
</html>
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_take_screenshots(
    language: str, scene: Scene, cast: Cast, window: Window, new_context: Callable[..., BrowserContext]
) -> None:
    asked = [cell for cell in cells(scene, cast, language) if wanted(cell)]
    names = [person.name for person in cast.people.values()]
    page = new_context().new_page()
    for sight in whole_pages(asked, names):
        page.goto(window.show("/picture/", sight.markup, sight.cell.policy))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            path = FOLDER / language / str(width) / f"{name_of(sight.cell)}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=path, full_page=True)
    write_sheet()


def name_of(cell: Cell) -> str:
    """review-1.handler"""
    return f"{re.sub(r'[^0-9A-Za-z_=.-]+', '-', cell.address.path).strip('-') or 'home'}.{cell.part}"


def write_sheet() -> None:
    """All pictures there are, those of one page beside each other."""
    pictures = sorted(FOLDER.rglob("*.png"), key=lambda path: (path.stem, path.parts[-3], path.parts[-2]))
    figures = [figure(path) for path in pictures]
    (FOLDER / "index.html").write_text(SHEET.format(figures="\n".join(figures)), encoding="utf-8")


def figure(path: Path) -> str:
    place = html.escape(str(path.relative_to(FOLDER)))
    wide = 360 if f"{WIDTHS[0]}" in path.parts else 140
    picture = f'<a href="{place}"><img src="{place}" width="{wide}" loading="lazy" alt=""></a>'
    return f"<figure>{picture}<figcaption>{place}</figcaption></figure>"
