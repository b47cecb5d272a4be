"""The finished file is compared with the page it was made from."""

import pytest

from applications.documents.agreement import context
from applications.documents.engine import to_html
from applications.documents.qr import qr_code
from applications.documents.samesign import difference
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


# ---- sign by sign ----

RUNNING, HEAD = "协议编号：一号", "序号名称"


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        (["甲方乙方—1—"], ""),
        (["甲方—1—", "乙方协议编号：一号—2—"], ""),
        (["甲方—1—", "序号名称乙方协议编号：一号—2—"], ""),
        (["甲方丙方—1—"], "“甲方”＋“乙”（U+4E59）≠“丙”（U+4E19）"),
        (["甲方乙方丙—1—"], "“甲方乙方”＋∅≠“丙”（U+4E19）"),
        (["甲方—1—"], "“甲方”＋“乙”（U+4E59）≠∅"),
        (["乙方甲方—1—"], "“”＋“甲”（U+7532）≠“乙”（U+4E59）"),
        (["甲方乙方—2—"], "“甲方乙方”＋∅≠“—”（U+2014）"),
    ],
)
def test_the_first_other_sign_is_named_with_what_should_stand_there(pages: list[str], said: str) -> None:
    assert difference("甲方乙方", pages, RUNNING, [HEAD]) == said


def test_a_sign_in_another_place_is_noticed_though_none_is_lost(signed_pdf: bytes) -> None:
    facts = samples.signed()
    html = to_html("documents/agreement.html", context(facts) | {"qr": qr_code(facts.verify_url)})
    running = f"协议编号：{facts.number}"
    assert check(signed_pdf, html, [], None, running) == []
    ((kind, said),) = check(signed_pdf, html.replace("不得转让，不得再", "不得再，不得转让"), [], None, running)
    assert kind == "differs" and "“再”（U+518D）≠“转”（U+8F6C）" in said
    ((kind, said),) = check(signed_pdf, html.replace("2027年", "2028年"), [], None, running)
    assert kind == "differs" and "“8”（U+0038）≠“7”（U+0037）" in said
