"""What must not be printed is refused by name, and what people type is only ever text."""

import pytest

from applications.documents.engine import UnknownTemplateName, press, render, render_agreement
from applications.documents.refusals import RenderRefused
from applications.documents.sheet import Sheet

from . import samples
from .reading import reader, text

PAYLOAD = (
    '<img src="file:///etc/passwd"><link rel="attachment" href="file:///etc/passwd">'
    '<object data="https://x.example/"></object>{{ facts.number }}</p><h1>'
)


def sheet(html: str) -> bytes:
    moment = "2026-09-25T09:00:00+08:00"
    return Sheet(
        html=f'<html lang="zh-CN">{html}', css=["official.css"], created=moment, modified=moment, identifier="00"
    ).to_message()


def test_a_character_that_no_font_has_is_named() -> None:
    with pytest.raises(RenderRefused) as refusal:
        render_agreement(samples.agreement(purpose="研究\ue815和\U000f0000的利用"))
    assert refusal.value.reasons == (("glyph", "\ue815（U+E815）、\U000f0000（U+F0000）"),)
    assert "现有字体无法显示下列字符" in str(refusal.value)


@pytest.mark.parametrize("mark", ["\x00", "\x01", "\x7f", "\u200b", "\u202e", "\u2066", "\ufeff"])
def test_a_character_that_nobody_sees_is_named(mark: str) -> None:
    with pytest.raises(RenderRefused) as refusal:
        render_agreement(samples.agreement(purpose=f"研{mark}究"))
    assert refusal.value.reasons == (("control", f"U+{ord(mark):04X}"),)


def test_markup_in_facts_is_printed_as_text_and_loads_nothing() -> None:
    made = render_agreement(samples.agreement(purpose=PAYLOAD))
    assert "".join(PAYLOAD.split()) in text(made)
    assert list(reader(made).attachments) == ["agreement.json"]
    assert b"root:" not in b"".join(stream_data(made))


def stream_data(pdf: bytes) -> list[bytes]:
    return [page.get_contents().get_data() for page in reader(pdf).pages]


@pytest.mark.parametrize(
    "html",
    [
        '<img src="file:///etc/passwd">',
        '<img src="https://x.example/a.png">',
        '<img src="unsealed.svg/../../engine.py">',
        '<img src="https://assets.invalid/../engine.py">',
        '<img src="data:text/html,x">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<link rel="stylesheet" href="https://x.example/a.css">',
        '<style>@import "file:///etc/passwd";</style>',
        '<style>@font-face { font-family: x; src: url(https://x.example/f.woff) }</style><p style="font-family: x">a',
        '<p style="background: url(ftp://x.example/a)">a',
        '<object data="file:///etc/passwd"></object>',
        '<embed src="file:///etc/passwd">',
    ],
)
def test_a_page_that_asks_for_anything_but_our_assets_is_refused(html: str) -> None:
    with pytest.raises(RenderRefused) as refusal:
        press.print(sheet(html))
    assert refusal.value.reasons[0][0] == "url"


def test_a_drawing_that_asks_for_a_file_is_refused_too() -> None:
    # WeasyPrint swallows the block itself here, and says that the drawing failed.
    with pytest.raises(RenderRefused, match="Failed to render SVG image"):
        press.print(sheet('<svg><image href="file:///etc/passwd" width="9" height="9"/></svg>'))


def test_our_own_assets_and_inlined_pictures_are_allowed() -> None:
    picture = "data:image/svg+xml;charset=utf-8,%3Csvg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/%3E"
    assert press.print(sheet(f'<img src="unsealed.svg" alt="甲"><img src="{picture}" alt="乙">')).startswith(b"%PDF")


def test_a_warning_of_the_typesetter_is_a_refusal() -> None:
    with pytest.raises(RenderRefused) as refusal:
        press.print(sheet('<p style="no-such-property: 1">正文</p>'))
    assert refusal.value.reasons[0][0] == "warning"


def test_a_template_that_misspells_a_fact_is_not_printed_with_a_gap() -> None:
    facts = samples.agreement()
    with pytest.raises(UnknownTemplateName):
        render("documents/agreement/parties.html", ["agreement.css"], {}, created_at=facts.created_at, identifier="00")


def test_a_moment_without_its_time_zone_is_a_programmers_mistake() -> None:
    facts = samples.agreement()
    with pytest.raises(ValueError, match="time zone"):
        render(
            "documents/agreement/parties.html",
            ["agreement.css"],
            {"facts": facts},
            created_at=facts.created_at.replace(tzinfo=None),
            identifier="00",
        )
