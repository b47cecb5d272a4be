"""What can be said of a page without a browser: its frame, its one heading, its title, its language."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import polib
from django.conf import settings
from django.utils.translation import override

from tests.architecture.chinese_left import Written

from .cells import CHINESE, ENGLISH, Cell

LANGUAGE_OF_THE_PAGE = {CHINESE: "zh-Hans", ENGLISH: "en"}
# Two English words in a row, or one word that is all of a label.
ENGLISH_WORDS = re.compile(r"[A-Z]?[a-z']{2,}(?:[ ,:;]+[A-Za-z][a-z']*)+[.!?]?|[A-Z][a-z]{2,}[.:!?]?")
SAID = re.compile(r">([^<>]*)<|\s(?:aria-label|title|placeholder|alt|data-th)=\"([^\"]*)\"")
# Under this name the language itself is offered.
ENGLISH_BY_NAME = {"English"}
# What stands in Chinese and says so: names of offices, texts of notices and agreements.
SAID_TO_BE_CHINESE = re.compile(r'<(\w+)[^>]*\slang="zh-Hans"[^>]*>')


def faults(cell: Cell, language: str, written: Written) -> Iterator[str]:
    """What is wrong with one page."""
    markup = cell.markup
    yield from _frame(markup, language)
    if language == ENGLISH:
        if left := written.beside(_beside_the_typed(_beside_what_says_so(markup), cell.address.path)):
            yield f"Chinese on an English page: {left}"
    elif mixed := english_on(markup):
        yield f"English on a Chinese page: {mixed}"


def _beside_what_says_so(markup: str) -> str:
    """The page without the elements that say that they are Chinese, with all that is in them."""
    kept, at = [], 0
    for begins in SAID_TO_BE_CHINESE.finditer(markup):
        if begins.start() >= at:
            kept.append(markup[at : begins.start()])
            at = _end_of(begins[1], markup, begins.end())
    return "".join([*kept, markup[at:]])


def _end_of(tag: str, markup: str, at: int) -> int:
    """Where the element ends whose opening tag ends at `at`."""
    depth = 1
    for one in re.compile(rf"<(/?){tag}\b").finditer(markup, at):
        depth += -1 if one[1] else 1
        if not depth:
            return one.end()
    return len(markup)


def _beside_the_typed(markup: str, address: str) -> str:
    """The page without what the person searched for, which it repeats."""
    for _name, typed in parse_qsl(urlsplit(address).query):
        markup = markup.replace(typed, "") if len(typed) > 3 else markup
    return markup


def _frame(markup: str, language: str) -> Iterator[str]:
    with override(language):
        site = str(settings.SITE_NAME)
    title = unescape("".join(re.findall(r"<title>(.*?)</title>", markup, re.S)))
    if not re.fullmatch(rf"\s*\S.*? - {re.escape(site)}\s*", title, re.S):
        yield f"title {title!r}"
    if (headings := len(re.findall(r"<h1\b", markup))) != 1:
        yield f"{headings} headings of the first order"
    if f'lang="{LANGUAGE_OF_THE_PAGE[language]}"' not in markup.partition("<head>")[0]:
        yield "the page does not name its language"
    first = re.search(r"<a\b[^>]*>", markup)
    if not first or 'class="skip" href="#main"' not in first[0] or markup.count('id="main"') != 1:
        yield "the first link does not lead past the menus"
    ids = Counter(re.findall(r'\sid="([^"]+)"', markup))
    if twice := [name for name, times in ids.items() if times > 1]:
        yield f"the same id twice: {twice}"


def english_on(markup: str) -> list[str]:
    """The English words that a Chinese page says itself: translations, and anything that reads like a sentence."""
    said = {unescape(one or other).strip() for one, other in SAID.findall(markup)}
    return sorted(one for one in said - ENGLISH_BY_NAME if one in translations() or ENGLISH_WORDS.fullmatch(one))


@cache
def translations() -> frozenset[str]:
    path = Path(settings.BASE_DIR) / "locale/en/LC_MESSAGES/django.po"
    entries: Any = polib.pofile(str(path))
    return frozenset(entry.msgstr for entry in entries if len(entry.msgstr) > 2 and entry.msgstr != entry.msgid)
