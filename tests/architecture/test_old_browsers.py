"""Style sheets, scripts and templates use nothing that Chromium 83 lacks, the oldest browser that is served.

Each name stands with the version that brought it (chromestatus.com). What only adorns may be missing there and is not
named: text-underline-offset, text-decoration-thickness, forced-color-adjust, and :focus-visible, which has its fallback
in base.css."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import tinycss2
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
STYLES = sorted((ROOT / "static/css").glob("*.css"))
SCRIPTS = sorted((ROOT / "static/js").glob("*.js"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))

PROPERTIES = {
    "inset": 87, "inset-block": 87, "inset-inline": 87, "margin-inline": 87, "margin-block": 87,
    "padding-inline": 87, "padding-block": 87, "border-inline": 87, "border-block": 87, "aspect-ratio": 88,
    "accent-color": 93, "appearance": 84, "content-visibility": 85, "scrollbar-gutter": 94, "scrollbar-color": 121,
    "translate": 104, "rotate": 104, "scale": 104, "container": 105, "container-type": 105, "text-wrap": 114,
    "mask": 120, "mask-image": 120, "field-sizing": 123, "view-transition-name": 111, "animation-timeline": 115,
    "overscroll-behavior-inline": 88, "print-color-adjust": 136,
}  # fmt: skip
AT_RULES = {"layer": 99, "container": 105, "property": 85, "scope": 118, "starting-style": 117, "counter-style": 91}
SELECTORS = {"has": 105, "is": 88, "where": 88, "dir": 120, "user-invalid": 119, "modal": 105, "marker": 86}
FUNCTIONS = {
    "color-mix": 111, "hwb": 101, "lab": 111, "lch": 111, "oklab": 111, "oklch": 111, "round": 125, "light-dark": 123,
    "image-set": 113, "sin": 111, "cos": 111, "linear": 113,
}  # fmt: skip
UNITS = {"dvh": 108, "svh": 108, "lvh": 108, "dvw": 108, "lh": 109, "rlh": 111, "cqw": 105, "cqi": 105}
IN_SCRIPTS = {
    r"\?\.(?!\d)": 80, r"\?\?": 80, r"(?:\|\||&&)=": 85, r"\.replaceAll\(": 85, r"\.at\(": 92, r"Object\.hasOwn\b": 93,
    r"structuredClone": 98, r"Promise\.any\b": 85, r"\.replaceChildren\(": 86, r"\.findLast": 97,
    r"\.to(?:Sorted|Reversed|Spliced)\(": 110, r"randomUUID": 92, r"AbortSignal\.(?:timeout|any)": 103,
    r"showPicker": 99, r"\.inert\b": 102, r"showPopover": 114, r"\bstatic\s*{": 94, r"[{;\s]#\w+\s*\(": 84,
    r":has\(|:is\(|:where\(": 88, r"WeakRef": 84, r"Object\.groupBy": 117, r"\beval\(|new Function": 0,
    r"innerHTML|document\.write": 0, r"=>": 0,
}  # fmt: skip
# inert and popover change what can be reached; without them the page would be another.
IN_TEMPLATES = {r"\sinert[\s>=]": 102, r"\spopover[\s>=]": 114, r"\s(?:popovertarget|commandfor)=": 114}


def too_new(css: str) -> Iterator[str]:
    """What a style sheet uses that came later than Chromium 83."""
    yield from _rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True))


def _rules(rules: list[tinycss2.ast.Node]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "error":
            yield f"not understood: {rule.message}"
        elif rule.type == "at-rule":
            yield from _at_rule(rule)
        elif rule.type == "qualified-rule":
            selector = tinycss2.serialize(rule.prelude)
            yield from (f"selector :{name}" for name in SELECTORS if re.search(rf":{name}\b", selector))
            if re.search(r":not\([^()]*[,\s][^()]*\)", selector):
                yield f"a list in :not: {selector}"
            yield from _declarations(rule)


def _at_rule(rule: tinycss2.ast.AtRule) -> Iterator[str]:
    if rule.lower_at_keyword in AT_RULES or rule.lower_at_keyword == "import":
        yield f"@{rule.lower_at_keyword}"
    if rule.lower_at_keyword == "media":
        if re.search(r"[<>]", tinycss2.serialize(rule.prelude)):
            yield "a range in @media"
        yield from _rules(tinycss2.parse_rule_list(rule.content or [], skip_comments=True, skip_whitespace=True))


def _declarations(rule: tinycss2.ast.QualifiedRule) -> Iterator[str]:
    found = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    names = {one.lower_name for one in found if one.type == "declaration"}
    if "gap" in names and "grid-gap" not in names:
        yield "a gap that is no grid's"
    for one in found:
        if one.type != "declaration":
            yield f"a rule within a rule: {tinycss2.serialize(rule.prelude)}"
            continue
        if one.lower_name in PROPERTIES and f"-webkit-{one.lower_name}" not in names:
            yield f"{one.lower_name} (Chromium {PROPERTIES[one.lower_name]})"
        yield from _values(one.value)


def _values(values: list[tinycss2.ast.Node]) -> Iterator[str]:
    for value in values:
        if value.type == "dimension" and value.lower_unit in UNITS:
            yield f"the unit {value.lower_unit}"
        elif value.type == "function":
            if value.lower_name in FUNCTIONS:
                yield f"{value.lower_name}()"
            yield from _values(value.arguments)
        elif value.type == "url":
            yield "an address: style sheets carry no pictures"


def found_in(code: str, patterns: dict[str, int]) -> list[str]:
    return [pattern for pattern in patterns if re.search(pattern, code)]


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_style_sheets_keep_to_what_chromium_83_knows(path: Path) -> None:
    assert list(too_new(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_keep_to_what_chromium_83_knows(path: Path) -> None:
    code = re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text(encoding="utf-8"), flags=re.S)
    assert found_in(code, IN_SCRIPTS) == []


def test_templates_rest_on_no_attribute_that_chromium_83_ignores() -> None:
    wrong = {path.name: found_in(path.read_text(encoding="utf-8"), IN_TEMPLATES) for path in TEMPLATES}
    assert {name: found for name, found in wrong.items() if found} == {}


@pytest.mark.parametrize(
    "css",
    [
        "a { inset: 0 }", "a { display: flex; gap: 1rem }", "a:has(b) { color: red }", "a:not(b, c) { top: 0 }",
        "a { color: red; & b { color: blue } }", "@layer x { a { top: 0 } }", "a { height: 100dvh }",
        "@media (width >= 40rem) { a { top: 0 } }", "a { color: color-mix(in srgb, red, blue) }",
        "@media print { a { aspect-ratio: 1 } }", "a { background: url(x.png) }", "a { accent-color: red }",
    ],
)  # fmt: skip
def test_what_is_too_new_in_a_style_sheet_is_found(css: str) -> None:
    assert len(list(too_new(css))) >= 1


@pytest.mark.parametrize("code", ["a?.b", "a ?? b", "a ||= b", "s.replaceAll('a', 'b')", "list.at(-1)", "a => b"])
def test_what_is_too_new_in_a_script_is_found(code: str) -> None:
    assert found_in(code, IN_SCRIPTS) != []
