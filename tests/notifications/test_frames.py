"""Does a text with holes for the names, filled, say what it says when it is rendered with the names?"""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from notifications.frames import Frames, render

FOLDER = Path(settings.BASE_DIR) / "templates" / "notifications"
TEMPLATES = sorted(f"notifications/{one.name}" for one in FOLDER.glob("*.*.txt"))
NAMES = [
    {"number": "SQ-2026-0001", "dataset": "道路", "applicant": "甲公司", "provider": "第一局", "handler": "乙"},
    {"number": "SQ-2026-0002", "dataset": "100% {{ handler }}\n\n\n%(number)s", "applicant": "\\1|<b>&", "handler": ""},
    {"number": None, "dataset": "\x1fnumber\x1f", "applicant": "丙", "provider": "SQ-2026-0001", "handler": "丁"},
]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_text_is_the_same(language: str) -> None:
    frames = Frames()
    with override(language):
        for template in TEMPLATES:
            for names in NAMES:
                values: dict[str, Any] = {
                    "provider": "第一局",
                    "facts": {"left": 3, "reasons": "理由"},
                    "days": {},
                    **names,
                }
                assert frames.fill(template, values) == render(template, values), template


def test_a_page_of_a_case_has_the_address_that_it_has() -> None:
    frames = Frames()
    for name in ("case", "application"):
        assert [frames.page(name, key) for key in (7, 8)] == [reverse(name, args=[key]) for key in (7, 8)]


def test_one_rendering_serves_many_cases() -> None:
    frames = Frames()
    for names in NAMES[:1] * 3:
        frames.fill("notifications/warn.office.txt", {"target": "submitted", **names})
    frames.fill("notifications/warn.office.txt", {"target": "supplement", **NAMES[0]})
    assert len(frames._made) == 2
