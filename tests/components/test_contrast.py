"""Every colour pair of text on its ground, computed from tokens.css by WCAG 2.1."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TOKENS = (Path(settings.BASE_DIR) / "static/css/tokens.css").read_text(encoding="utf-8")
LAMPS = ("green", "amber", "red", "grey", "done")

TEXT = [
    *[
        (ink, ground)
        for ink in ("ink-900", "ink-700", "ink-500")
        for ground in ("bg", "surface", "surface-2", "surface-3")
    ],
    *[("brand-700", ground) for ground in ("bg", "surface", "surface-2", "brand-50")],
    *[("brand-800", ground) for ground in ("bg", "surface", "brand-50")],
    ("brand-900", "brand-50"),
    ("on-brand", "brand-600"),
    ("on-brand", "brand-700"),
    ("on-brand", "brand-800"),
    *[(ink, band) for ink in ("head-ink", "head-ink-2", "head-mark") for band in ("head-util", "head-site")],
    *[(f"{lamp}-text", f"{lamp}-bg") for lamp in LAMPS],
    *[(f"{lamp}-text", "surface") for lamp in LAMPS],
    *[(f"on-{lamp}", f"{lamp}-fill") for lamp in LAMPS],
    ("red-text", "red-row"),
    ("ink-500", "red-row"),
    ("brand-800", "red-row"),
]
EDGES = [
    ("line-strong", "surface"),
    ("focus", "surface"),
    ("focus", "bg"),
    ("head-mark", "head-site"),
    ("brand-600", "surface"),
    *[(f"{lamp}-edge", "surface") for lamp in LAMPS],
    *[(f"{lamp}-fill", "surface") for lamp in ("green", "red", "grey", "done")],
    ("amber-outline", "surface"),
]


def colours(block):
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})\b", block))


NORMAL = colours(TOKENS.split("/* 长者模式", 1)[0])
HIGH = NORMAL | colours(TOKENS.split('html[data-contrast="high"]', 1)[1])


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(palette, one, other):
    dark, light = sorted((luminance(palette[one]), luminance(palette[other])))
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_is_the_published_one():
    palette = {"black": "#000000", "white": "#ffffff", "grey": "#767676"}
    assert ratio(palette, "black", "white") == pytest.approx(21)
    assert ratio(palette, "grey", "white") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read_on_its_ground(ink, ground):
    assert ratio(NORMAL, ink, ground) >= 4.5


@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_in_high_contrast_text_meets_the_highest_level(ink, ground):
    assert ratio(HIGH, ink, ground) >= 7


@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_and_shapes_can_be_seen(edge, ground):
    assert ratio(NORMAL, edge, ground) >= 3
    assert ratio(HIGH, edge, ground) >= 4.5


def test_high_contrast_gives_every_colour_of_the_page_anew():
    kept = {name for name in NORMAL if name not in colours(TOKENS.split('html[data-contrast="high"]', 1)[1])}
    assert kept <= {"head-ink"}
