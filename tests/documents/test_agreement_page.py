"""What stands on the pages of an agreement, and how."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from applications.documents.agreement import context, key_facts
from applications.documents.engine import render_agreement, to_html
from applications.documents.facts import AgreementFacts

from . import samples
from .reading import in_order, line_ends, pages, picture, poppler_text, reader, text

WATERMARK_GREYS = range(225, 240)
MARGIN = (0, 0, 200, 60)  # pixels at 50 dpi: the upper left corner of the page, where no text stands


@pytest.mark.parametrize("read", [text, poppler_text])
def test_every_fact_stands_in_the_text_in_order(read, unsealed_pdf: bytes) -> None:  # type: ignore[no-untyped-def]
    assert in_order(key_facts(samples.agreement()), flowing(read(unsealed_pdf))) == []


@pytest.mark.parametrize("read", [text, poppler_text])
def test_articles_and_items_follow_one_another_in_the_text(read, unsealed_pdf: bytes) -> None:  # type: ignore[no-untyped-def]
    numbers = samples.article_numbers(samples.agreement())
    wanted = [
        f"{numbers['数据范围']}数据范围",
        f"{numbers['利用目的和范围']}利用目的和范围",
        "（一）乙方利用协议数据的目的为",
        "（二）乙方应当在上述目的范围内",
        "（三）乙方依据本协议",
        f"{numbers['利用期限']}利用期限",
        "自2026年10月1日起至2027年9月30日止",
        f"{numbers['数据交付']}数据交付",
        f"{numbers['使用额度']}使用额度",
        f"{numbers['开放条件']}开放条件",
        "（一）仅限在境内存储和处理协议数据。",
        "（二）位置信息的精度不高于100米。",
        f"{numbers['数据安全']}数据安全",
        "1.协议数据加密存储，密钥由专人保管。",
        "2.访问日志留存不少于6个月。",
        "（三）乙方不得利用协议数据识别特定自然人",
        f"{numbers['不得转让和再提供']}不得转让和再提供",
        f"{numbers['成果发布']}成果发布",
        f"{numbers['利用情况报告']}利用情况报告",
        "每6个月向甲方报送一次利用情况报告",
        f"{numbers['监督检查']}监督检查",
        f"{numbers['中止和终止']}中止和终止",
        f"{numbers['数据返还和销毁']}数据返还和销毁",
        f"{numbers['违约责任']}违约责任",
        "第二条、第六条、第七条、第八条约定",
        f"{numbers['争议解决']}争议解决",
        f"{numbers['生效和其他']}生效和其他",
        "甲方（盖章）：",
        "乙方（盖章或者签名）：",
    ]
    assert in_order(wanted, flowing(read(unsealed_pdf))) == []


def flowing(written: str) -> str:
    """The text without what stands at the head and the foot of each page."""
    return re.sub(r"扫码核验|—\d+—|(?<!^)协议编号：数协〔2026〕0001号", "", written)


def test_absent_clauses_are_not_printed_and_the_rest_move_up(bare_pdf: bytes) -> None:
    written = text(bare_pdf)
    assert [name for name in ("使用额度", "开放条件", "下列安全措施", "利用情况报告", "核验") if name in written] == []
    assert in_order(["第四条数据交付", "第五条数据安全", "第六条不得转让", "第十三条生效和其他"], written) == []
    assert "第二条、第五条、第六条约定" in written


def test_a_natural_person_signs_with_name_and_masked_number(bare_pdf: bytes) -> None:
    written = text(bare_pdf)
    wanted = ["欧阳𬭎", "身份证件号码310***********1234", "仅限本人使用", "乙方（签名）：", "欧阳𬭎"]
    assert in_order(wanted, written) == []
    assert written.count("统一社会信用代码") == 1


def test_rare_characters_of_names_are_printed(signed_pdf: bytes) -> None:
    assert in_order(["李喆", "张䶮"], text(signed_pdf)) == []


def test_the_watermark_lies_under_every_page_of_the_text_that_is_read_and_not_of_that_which_is_sealed(
    unsealed_pdf: bytes, signed_pdf: bytes
) -> None:
    last = len(pages(unsealed_pdf))
    assert [watermark_pixels(unsealed_pdf, page) > 20 for page in (1, 2, last)] == [True, True, True]
    assert [watermark_pixels(signed_pdf, page) for page in (1, 2, last)] == [0, 0, 0]


def watermark_pixels(pdf: bytes, page: int) -> int:
    greys = picture(pdf, page).crop(MARGIN).tobytes()
    return sum(grey in WATERMARK_GREYS for grey in greys)


def test_the_watermark_is_no_part_of_the_text(unsealed_pdf: bytes) -> None:
    assert "仅供核对" not in text(unsealed_pdf) + poppler_text(unsealed_pdf)


def test_chinese_lines_end_flush(signed_pdf: bytes) -> None:
    edge = (210 - 26) / 25.4 * 72
    ends = line_ends(signed_pdf)
    assert sum(abs(end - edge) < 1 for end in ends) > 50
    assert [end for end in ends if end > edge + 1] == []


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(signed_pdf: bytes) -> None:
    foot = (0, 518, 413, 560)  # pixels at 50 dpi
    odd, even = (picture(signed_pdf, page).crop(foot).point(lambda grey: 255 * (grey < 128)) for page in (1, 2))
    assert odd.getbbox()[0] > 206
    assert even.getbbox()[2] < 206


def test_the_head_of_the_table_stands_on_each_of_its_pages() -> None:
    many = tuple(replace(samples.BUSES, code=f"SH-{place:04d}", fields=("站点名称",) * 60) for place in range(9))
    written = pages(render_agreement(samples.agreement(datasets=many)))
    with_rows = [page for page in written if "SH-000" in page]
    assert len(with_rows) >= 2
    assert [page.count("数据集编号") for page in with_rows] == [1] * len(with_rows)


def test_the_caption_of_the_table_stays_with_its_first_row(unsealed_pdf: bytes) -> None:
    with_caption = [page for page in pages(unsealed_pdf) if "表1协议数据清单" in page]
    assert [samples.BUSES.code in page for page in with_caption] == [True]


@pytest.mark.parametrize("sentences", [0, 3, 6])
def test_the_signatures_never_stand_alone_on_a_page(sentences: int) -> None:
    conditions = ("对外提供查询服务时应当采取措施防止批量下载和拼接还原",) * sentences
    last = pages(render_agreement(samples.agreement(conditions=conditions)))[-1]
    assert in_order(["一方的名称、地址、联系方式", "以本协议正文为准", "甲方（盖章）：", "日期："], last) == []


def test_a_field_list_longer_than_a_page_is_printed_whole() -> None:
    fields = tuple(f"字段{place}" for place in range(900))
    facts = samples.agreement(datasets=(replace(samples.BUSES, fields=fields),))
    assert "字段899" in text(render_agreement(facts))


def test_lines_of_one_field_become_points_of_their_own() -> None:
    facts = samples.agreement(security_measures=("加密存储\n\n专人保管。\n",), purpose="第一行\n第二行")
    assert in_order(["第一行第二行", "1.加密存储。", "2.专人保管。"], text(render_agreement(facts))) == []


@pytest.mark.parametrize(
    "facts",
    [samples.agreement(), samples.signed(), samples.agreement(party_b=samples.PERSON, **samples.BARE)],
)
def test_no_blank_slips_into_a_chinese_sentence(facts: AgreementFacts) -> None:
    html = to_html("documents/agreement.html", context(facts) | {"qr": ""})
    paragraphs = re.findall(r"<(?:p|h1|h2|td|th)\b[^>]*>(.*?)</(?:p|h1|h2|td|th)>", html, re.DOTALL)
    assert [one for one in paragraphs if re.search(r"\S[ \t\n]+\S", re.sub(r"<[^>]*>", "", one))] == []


def test_headings_tables_and_paragraphs_are_tagged(signed_pdf: bytes) -> None:
    kinds = Counter(structure(reader(signed_pdf).trailer["/Root"]["/StructTreeRoot"]))
    assert kinds["/H1"] == 1
    assert kinds["/H2"] == len(samples.article_numbers(samples.signed()))
    assert kinds["/Table"] == 3
    assert kinds["/Figure"] == 1


def structure(element: Any) -> Iterator[str]:
    """Kinds of all elements below one of the structure tree."""
    below = element.get("/K", [])
    for child in below if isinstance(below, list) else [below]:
        node = child.get_object()
        if isinstance(node, dict):
            yield str(node.get("/S"))
            yield from structure(node)
