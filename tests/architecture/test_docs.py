"""What the documents name is there: links lead to files, and the tour passes every verb."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
TOUR = ROOT / "docs/the-path-of-an-application.md"
PICTURES = ROOT / "docs/pictures"
ACTIONS = sorted(path.name for path in (ROOT / "applications/actions").glob("[a-z]*.py"))

FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
# The target of [words](target) and of ![words](target), without a title; code between backticks is no link.
LINK = re.compile(r"(?<!`)\]\(\s*<?([^)\s>]+)>?[^)]*\)")
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.MULTILINE)
# What a heading's address leaves out: everything but letters, digits, spaces, hyphens and underscores.
NOT_IN_AN_ADDRESS = re.compile(r"[^\w\- ]")
LARGEST_PICTURE = 250_000


def text_of(document: Path) -> str:
    """The document without its blocks of code, where brackets are not links."""
    return FENCE.sub("", document.read_text(encoding="utf-8"))


def links(document: Path) -> list[tuple[Path, str]]:
    """The file and the heading ("" for none) that each relative link of a document leads to."""
    found = []
    for target in LINK.findall(text_of(document)):
        if not ELSEWHERE.match(target):
            path, _hash, heading = target.partition("#")
            found.append(((document.parent / unquote(path)).resolve() if path else document, heading))
    return found


def addresses(document: Path) -> set[str]:
    """The addresses of a document's headings, as the common viewers of Markdown make them."""
    return {
        NOT_IN_AN_ADDRESS.sub("", heading.lower()).replace(" ", "-") for heading in HEADING.findall(text_of(document))
    }


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_relative_link_leads_to_a_file_of_this_repository(document: Path) -> None:
    targets = [path for path, _heading in links(document)]
    assert [str(path) for path in targets if not (path.exists() and path.is_relative_to(ROOT))] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_to_a_heading_finds_it(document: Path) -> None:
    named = [(path, heading) for path, heading in links(document) if heading and path.suffix == ".md"]
    assert [f"{path.name}#{heading}" for path, heading in named if heading not in addresses(path)] == []


@pytest.mark.parametrize("action", ACTIONS)
def test_the_tour_passes_every_verb(action: str) -> None:
    assert f"(../applications/actions/{action})" in TOUR.read_text(encoding="utf-8")


def test_the_tour_shows_the_drawings_of_the_law() -> None:
    text = TOUR.read_text(encoding="utf-8")
    assert "(lifecycle.mmd)" in text
    assert "(lifecycle.svg)" in text


@pytest.mark.parametrize("language", ["README.md", "README.zh.md"])
def test_every_picture_is_shown_and_small_enough_to_be_read_over_a_slow_line(language: str) -> None:
    pictures = set(PICTURES.glob("*.png"))
    shown = {path for path, _heading in links(ROOT / language)}
    assert len(pictures) == 3
    assert pictures <= shown
    assert [picture.name for picture in pictures if picture.stat().st_size >= LARGEST_PICTURE] == []
