"""The finished file is compared with the page it was made from."""

import pytest

from applications.documents.selfcheck import check, visible_text

from . import samples


def test_a_lost_character_is_noticed(signed_pdf: bytes) -> None:
    assert check(signed_pdf, "<p>公共数据利用协议龘</p>", [], None) == [("lost", "龘")]


def test_a_character_that_stands_too_rarely_is_noticed(signed_pdf: bytes) -> None:
    assert check(signed_pdf, f"<p>{'𬭎' * 3}</p>", [], None) == [("lost", "𬭎")]


def test_an_absent_fact_is_noticed(signed_pdf: bytes) -> None:
    facts = [samples.COMPANY.name, "另一家公司"]
    assert check(signed_pdf, "", facts, None) == [("fact", "另一家公司")]


def test_an_absent_or_changed_attachment_is_noticed(signed_pdf: bytes) -> None:
    inside = samples.signed().to_json()
    assert check(signed_pdf, "", [], ("agreement.json", inside)) == []
    assert check(signed_pdf, "", [], ("agreement.json", "{}")) == [("attachment", "agreement.json")]
    assert check(signed_pdf, "", [], ("other.json", "{}")) == [("attachment", "other.json")]


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<head><title>题</title></head><body>文&amp;</body>", "文&"),
        ("<p>文</p><style>样</style><svg><text>图</text></svg>字", "文字"),
        ('<img alt="替">文<br>字', "文字"),
    ],
)
def test_only_what_a_page_shows_is_compared(html: str, shown: str) -> None:
    assert visible_text(html) == shown
