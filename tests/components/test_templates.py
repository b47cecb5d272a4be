"""What holds for every template: it compiles, and carries neither style nor script of its own."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import get_template

TEMPLATES = Path(settings.BASE_DIR) / "templates"
STATIC = Path(settings.BASE_DIR) / "static"
NAMES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*") if path.is_file())
# What WeasyPrint typesets is no page of the site, and mail is no page at all.
NO_PAGES = ("documents/", "notifications/mail.html")
PAGES = [name for name in NAMES if name.endswith(".html") and not name.startswith(NO_PAGES)]
# The frame of all pages; other folders have tests of their own.
OURS = [
    name for name in PAGES if "/" not in name or name.split("/")[0] in ("components", "account", "allauth", "django")
]

INLINE = {
    "a style attribute": r"<[^>]*\sstyle\s*=",
    "a style element": r"<style\b",
    "a handler": r"<[^>]*\son[a-z]+\s*=",
    "a script with text": r"<script\b(?![^>]*\bsrc=)",
    "an address that is a script": r"javascript:",
    "htmx evaluation": r"\bhx-on|hx-vals=.js:|hx-headers=.js:",
    "another host": r"(?:src|href|action)=[\"'](?:https?:)?//",
}
TAGS = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.S)
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


def source(name):
    return (TEMPLATES / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_every_template_compiles(name):
    get_template(name)


@pytest.mark.parametrize("name", PAGES)
def test_no_page_carries_what_the_content_security_policy_forbids(name):
    markup = source(name)
    assert [fault for fault, pattern in INLINE.items() if re.search(pattern, markup, re.I)] == []


@pytest.mark.parametrize("fault", INLINE)
def test_the_search_for_inline_code_finds_it(fault):
    planted = {
        "a style attribute": '<p class="x"\n style="color:red">',
        "a style element": "<style>p{}</style>",
        "a handler": '<a href="#" onclick="f()">',
        "a script with text": "<script>f()</script>",
        "an address that is a script": '<a href="javascript:f()">',
        "htmx evaluation": '<a hx-on:click="f()">',
        "another host": '<img src="//elsewhere.example/x.png">',
    }
    assert re.search(INLINE[fault], planted[fault], re.I)


@pytest.mark.parametrize("name", OURS)
def test_every_word_of_the_frame_can_be_translated(name):
    left = TAGS.sub("", re.sub(r"{% blocktranslate.*?{% endblocktranslate %}", "", source(name), flags=re.S))
    left = left.replace('lang="zh-Hans">中文<', "")  # a language is offered in its own name
    assert CHINESE.findall(left) == []


def test_every_static_file_that_a_template_names_is_there():
    named = {path for name in PAGES for path in re.findall(r"{% static ['\"]([^'\"]+)['\"] %}", source(name))}
    assert [path for path in sorted(named) if finders.find(path) is None] == []


def test_every_symbol_that_is_drawn_is_in_the_sprite():
    there = set(re.findall(r'<symbol id="([^"]+)"', source("components/sprite.html")))
    drawn = {symbol for name in PAGES for symbol in re.findall(r'{% icon "([^"]+)"', source(name))}
    marks = (Path(settings.BASE_DIR) / "applications/templatetags").rglob("*.py")
    drawn |= {symbol for path in marks for symbol in re.findall(r'"([itl]-[a-z]+)"', path.read_text(encoding="utf-8"))}
    assert drawn - there == set()


STYLES = sorted((STATIC / "css").glob("*.css"))


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_colours_come_from_the_tokens(path):
    """Else high contrast would not reach them. Paper and the logo's badge stay as they are."""
    css = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
    kept = {"tokens.css": None, "print.css": None, "shell.css": {"#fff", "#0b3f7d"}}
    allowed = kept.get(path.name, set())
    assert allowed is None or set(re.findall(r"#[0-9a-fA-F]{3,8}\b", css)) <= allowed
